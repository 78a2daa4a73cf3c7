import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveTask, overdue } from '../../store/task.ts';
import { care } from '../store/desk-journeys.ts';
import { only, type Run } from '../store/world.ts';
import { small } from '../support/small-journey.ts';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
  await api.world.release(small, care);
});
afterAll(() => api.close());

type Listed = { tasks: { id: string; ask: string }[]; next: string | null };
async function given(): Promise<{ run: Run; id: string }> {
  const run = await api.world.newcomer('care');
  const question = run.asks('nurture.call', { kind: 'task' });
  return { run, id: only(await giveTask(api.world.ctx, question), 'task').task.id };
}
const done = (id: string, body: Readonly<Record<string, unknown>>) =>
  api.post(`/v1/tasks/${id}/done`, body);

describe('a task', () => {
  test('says what, about whom, until when, and who may do it', async () => {
    const { run, id } = await given();
    const shown = (await api.get(`/v1/tasks/${id}`)).json<Record<string, unknown>>();
    expect(shown).toMatchObject({
      id,
      state: 'open',
      ask: 'Ring them.',
      team: 'new-business',
      rep: null,
      reps: [
        { id: 'rosa', name: 'Rosa' },
        { id: 'sam', name: 'Sam' },
      ],
      prospect: run.prospect,
      account: 'northwind.example',
      journey: 'care',
      until: '2026-06-01T13:00:00.000Z',
      doneBy: null,
    });
    expect(JSON.stringify(shown)).not.toContain('rosa@');
  });

  test('is done once: who comes second is told who was first', async () => {
    const { id } = await given();
    expect((await done(id, { rep: 'sam', note: 'rang' })).json()).toMatchObject({
      state: 'done',
      doneBy: 'sam',
      note: 'rang',
    });
    const problem = problemOf(await done(id, { rep: 'rosa' }));
    expect(problem).toMatchObject({
      status: 409,
      code: 'task-over',
      detail: 'Too late: Sam did it just now.',
      task: { id, doneBy: 'sam' },
    });
  });

  test('whose time is over says so', async () => {
    const { run, id } = await given();
    const late = api.world.ctx.db.updateTable('tasks').set({ until: api.world.now });
    await late.where('id', '=', id).execute();
    const question = run.asks('nurture.call', { kind: 'overdue', task: id });
    await overdue(api.world.ctx, question);
    expect(problemOf(await done(id, { rep: 'rosa' })).detail).toBe(
      'Too late: its time was over just now, and the journey went on without it.',
    );
  });

  test('is nobody’s of another team, and not there by another id', async () => {
    const { run, id } = await given();
    expect(problemOf(await done(id, { rep: 'zoe' }))).toMatchObject({
      status: 422,
      code: 'unknown-rep',
    });
    expect(problemOf(await done(run.prospect, { rep: 'rosa' })).status).toBe(404);
    expect(problemOf(await api.get(`/v1/tasks/${run.prospect}`)).status).toBe(404);
    expect(problemOf(await done(id, {})).status).toBe(422);
  });
});

test('tasks are listed by state, team and rep, and paged to the end', async () => {
  const own = await ApiWorld.open();
  await own.world.release(small, care);
  const ids = [];
  for (let i = 0; i < 3; i += 1) {
    const run = await own.world.newcomer('care');
    const question = run.asks('nurture.call', { kind: 'task' });
    ids.push(only(await giveTask(own.world.ctx, question), 'task').task.id);
    own.world.later(0.01);
  }
  const list = async (query: string) => (await own.get(`/v1/tasks${query}`)).json<Listed>();
  const first = await list('?state=open&team=new-business&rep=sam&limit=2');
  const rest = await list(`?state=open&limit=2&after=${first.next ?? ''}`);
  expect([...first.tasks, ...rest.tasks].map(({ id }) => id)).toEqual(ids);
  expect(rest.next).toBeNull();
  expect((await list('?state=done')).tasks).toEqual([]);
  expect(problemOf(await own.get('/v1/tasks?state=finished')).status).toBe(400);
  await own.close();
});

test('the page of a person has the task with its button; the overview names it', async () => {
  const { run, id } = await given();
  const host = { host: 'localhost', accept: 'text/html' };
  const page = await api.ask({ url: `/prospects/${run.prospect}`, headers: host });
  expect(page.body).toContain('Ring them.');
  expect((await api.ask({ url: '/', headers: host })).body).toContain('Ring them.');
  const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(page.body) ?? [];
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
  const send = (headers: Record<string, string>, rep = 'rosa') =>
    api.ask({
      method: 'POST',
      url: `/tasks/${id}/done`,
      headers: { ...host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: `rep=${rep}&note=&form_token=${token}`,
    });
  expect((await send({ cookie, origin: 'http://evil.example' })).statusCode).toBe(403);
  expect((await send({ origin: 'http://localhost' })).statusCode).toBe(403);
  const ours = { cookie, origin: 'http://localhost' };
  expect((await send(ours, 'zoe')).body).toContain('nobody whose task this is');
  const said = await send(ours);
  expect([said.statusCode, said.headers['location']]).toEqual([303, `/prospects/${run.prospect}`]);
  expect((await api.get(`/v1/tasks/${id}`)).json()).toMatchObject({ state: 'done', note: null });
  const late = await send(ours);
  expect([late.statusCode, late.body]).toEqual([
    409,
    expect.stringContaining('Too late: Rosa did it just now.'),
  ]);
});
