import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskStep } from '../../core/frozen.ts';
import { answerHandoff } from '../../store/answer-handoff.ts';
import type { Ctx } from '../../store/ctx.ts';
import { doTask } from '../../store/do-task.ts';
import { leave } from '../../store/leave.ts';
import { moved } from '../../store/moved.ts';
import { openDatabase } from '../../store/open.ts';
import { giveTask, overdue } from '../../store/task.ts';
import { listTasks } from '../../store/tasks.ts';
import { care } from './desk-journeys.ts';
import { accepted } from './sales.ts';
import { house, MINUTE, only, type Run, World } from './world.ts';

/** By hand: PERENNIAL_RACES=1000. */
const RACES = Number(process.env['PERENNIAL_RACES'] ?? 200);
const HOUR = 60 * MINUTE;
const callStep = care.steps['nurture.call'] as TaskStep;

let world: World;
beforeAll(async () => {
  world = await World.open(care);
});
afterAll(() => world.close());

const asking = (run: Run) => run.asks('nurture.call', { kind: 'task' });
const give = async () => {
  const run = await world.newcomer('care');
  return { run, task: only(await giveTask(world.ctx, asking(run)), 'task').task };
};
const given = async () => {
  const made = await give();
  await world.rings();
  return made;
};
const late = (run: Run, task: string) => run.asks('nurture.call', { kind: 'overdue', task });
const rows = (prospect: string) =>
  world.ctx.db.selectFrom('tasks').selectAll().where('prospect', '=', prospect).execute();

describe('a task', () => {
  test('is given once, to a team, until a time; its run is answered without a word of it', async () => {
    const run = await world.newcomer('care');
    const { notifyTask, ...answer } = only(await giveTask(world.ctx, asking(run)), 'task');
    const { task } = only(await giveTask(world.ctx, asking(run)), 'task');
    expect(answer).toEqual({ kind: 'task', at: world.now, task });
    expect(task).toEqual({
      id: task.id,
      key: 'nurture.call#1',
      rev: 1,
      state: 'open',
      until: world.now + 4 * HOUR,
    });
    expect(notifyTask).toMatchObject({ ask: 'Ring them.', team: 'new-business', rep: null });
    expect(await rows(run.prospect)).toHaveLength(1);
    expect(await world.story(run.prospect)).toContain('task nurture.call');
  });

  test('that a rep has done is told to its run, with the line in the story', async () => {
    const { run, task } = await given();
    const done = await doTask(world.ctx, task.id, { rep: 'sam', note: 'nice people' });
    expect(done).toMatchObject({
      kind: 'done',
      task: { state: 'done', doneBy: 'sam', doneAt: world.now, note: 'nice people' },
    });
    expect(await world.rings()).toMatchObject([
      { kind: 'tell', telling: { entry: run.entry, task: { id: task.id, rev: 2, state: 'done' } } },
    ]);
    expect(await world.story(run.prospect)).toContain('task-done nurture.call');
  });

  test('is done once; whoever is not of the team may not do it, and nobody knows another', async () => {
    const { run, task } = await given();
    const { say } = only(await doTask(world.ctx, task.id, { rep: 'zoe' }), 'refused');
    expect(say).toBe('‘zoe’ is nobody whose task this is. Known: rosa, sam.');
    only(await doTask(world.ctx, task.id, { rep: 'rosa' }), 'done');
    const { task: standing } = only(await doTask(world.ctx, task.id, { rep: 'sam' }), 'conflict');
    expect(standing).toMatchObject({ state: 'done', doneBy: 'rosa' });
    expect(await world.rings()).toHaveLength(1);
    only(await doTask(world.ctx, run.prospect, { rep: 'rosa' }), 'unknown');
  });

  test('is late when its time is over and not before; then it cannot be done any more', async () => {
    const own = await World.open(care);
    const run = await own.newcomer('care');
    const { task } = only(await giveTask(own.ctx, asking(run)), 'task');
    const ask = async () => only(await overdue(own.ctx, late(run, task.id)), 'task').task.state;
    expect(await ask()).toBe('open');
    own.later(1);
    expect(await ask()).toBe('late');
    expect(await ask()).toBe('late');
    only(await doTask(own.ctx, task.id, { rep: 'sam' }), 'conflict');
    expect((await own.story(run.prospect)).at(-1)).toBe('task-late nurture.call');
    await own.close();
  });

  test('that was done while its run was lost is known to the next run', async () => {
    const { run, task } = await given();
    await doTask(world.ctx, task.id, { rep: 'sam' });
    const { begin } = await world.run(run.entry);
    expect(begin.state.task).toMatchObject({ id: task.id, state: 'done' });
  });

  test('has the business hours of its team', async () => {
    const weekends = { ...house, hours: { days: 'sat-sun', from: '10:00', to: '14:00' } as const };
    const slice = { from: 0, until: 1e14, offsets: [[0, 0]], holidays: [] } as const;
    const ctx: Ctx = { ...world.ctx, house: weekends, sliceFor: (zone) => ({ ...slice, zone }) };
    const steps = {
      ...care.steps,
      'nurture.call': { ...callStep, within: '4 business hours' },
    };
    await world.release(care, { ...care, journey: 'business', steps });
    const run = await world.newcomer('business');
    const { task } = only(await giveTask(ctx, asking(run)), 'task');
    expect(new Date(task.until).toISOString()).toBe('2026-06-06T14:00:00.000Z');
  });
});

describe('a task of the owner', () => {
  const demo = async (own: World) => {
    const { run, handoff } = await accepted(own, 'care');
    const question = run.asks('selling.demo', { kind: 'task' }, { visit: 4 });
    const { task } = only(await giveTask(own.ctx, question), 'task');
    await own.rings();
    return { run, handoff, task };
  };

  test('is theirs alone', async () => {
    const own = await World.open(care);
    const { task } = await demo(own);
    expect(only(await doTask(own.ctx, task.id, { rep: 'sam' }), 'refused').say).toContain('rosa');
    only(await doTask(own.ctx, task.id, { rep: 'rosa' }), 'done');
    await own.close();
  });

  test('is withdrawn when the deal is over, and its run hears of the deal first', async () => {
    const own = await World.open(care);
    const { handoff, task } = await demo(own);
    const lost = { verb: 'outcome', rep: 'rosa', outcome: 'lost', reason: 'bad-fit' } as const;
    only(await answerHandoff(own.ctx, handoff.id, lost), 'done');
    expect(await own.rings()).toMatchObject([
      { telling: { handoff: { state: 'lost', reason: 'bad-fit' } } },
      { telling: { task: { id: task.id, state: 'withdrawn' } } },
    ]);
    only(await doTask(own.ctx, task.id, { rep: 'rosa' }), 'conflict');
    await own.close();
  });

  test('a loss needs a reason where it leads on by it, and says which there are', async () => {
    const own = await World.open(care);
    const { handoff } = await demo(own);
    const lost = { verb: 'outcome', rep: 'rosa', outcome: 'lost' } as const;
    const refused = only(await answerHandoff(own.ctx, handoff.id, lost), 'refused');
    expect(refused).toMatchObject({
      code: 'reason-needed',
      say: 'What comes next depends on why it was lost: give a reason. Known: bad-fit, not-ready.',
    });
    only(await answerHandoff(own.ctx, handoff.id, { ...lost, reason: 'not-ready' }), 'done');
    await own.close();
  });
});

test('whoever leaves, and whoever comes to an end, leaves no task open', async () => {
  const { run, task } = await given();
  await leave(world.ctx, { prospect: run.prospect, reason: 'left-company' });
  only(await doTask(world.ctx, task.id, { rep: 'sam' }), 'conflict');
  const ended = await given();
  await moved(world.ctx, ended.run.asks('nurture.done', { kind: 'moved', ended: 'done' }));
  expect(await rows(ended.run.prospect)).toMatchObject([{ state: 'withdrawn', rev: 2 }]);
});

test('tasks are listed by state, team, rep and person, page by page, the oldest first', async () => {
  const own = await World.open(care);
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    const run = await own.newcomer('care');
    ids.push(only(await giveTask(own.ctx, asking(run)), 'task').task.id);
    own.later(0.01);
  }
  const list = async (filter: Parameters<typeof listTasks>[1]) =>
    (await listTasks(own.ctx, filter)).tasks.map(({ id }) => id);
  expect(await list({ state: 'open', limit: 2 })).toEqual(ids.slice(0, 2));
  const { next = '' } = await listTasks(own.ctx, { state: 'open', limit: 2 });
  expect(await list({ state: 'open', after: next })).toEqual(ids.slice(2));
  await doTask(own.ctx, ids[1] ?? '', { rep: 'sam' });
  expect(await list({ state: 'open', team: 'new-business', rep: 'rosa' })).toEqual([
    ids[0],
    ids[2],
  ]);
  expect(await list({ state: 'done' })).toEqual([ids[1]]);
  expect(await list({ rep: 'zoe' })).toEqual([]);
  expect(await list({ team: 'renewals' })).toEqual([]);
  await own.close();
});

test('a rep who has done it and the clock: exactly one of them wins, and the other is told who', async () => {
  const ctx = { ...world.live(), db: openDatabase(world.database.url, { max: 30 }) };
  const tasks = await Promise.all(Array.from({ length: RACES }, give));
  await world.ctx.db.updateTable('tasks').set({ until: 0 }).where('state', '=', 'open').execute();
  const wins: Record<string, number> = {};
  const moment = () => new Promise((done) => setTimeout(done, Math.random() * 4));
  const race = async ({ run, task: { id } }: Awaited<ReturnType<typeof given>>) => {
    const [rep, clock] = await Promise.all([
      moment().then(() => doTask(ctx, id, { rep: 'rosa' })),
      moment().then(() => overdue(ctx, late(run, id))),
    ]);
    const states = [rep, clock].map((one) => ('task' in one ? one.task.state : one.kind));
    const [winner = ''] = states;
    expect(states).toEqual([winner, winner]);
    expect(rep.kind).toBe(winner === 'done' ? 'done' : 'conflict');
    wins[winner] = (wins[winner] ?? 0) + 1;
  };
  for (let at = 0; at < tasks.length; at += 12)
    await Promise.all(tasks.slice(at, at + 12).map(race));
  await ctx.db.destroy();
  expect(Object.keys(wins).toSorted()).toEqual(['done', 'late']);
  const ids = tasks.map(({ task }) => task.id);
  const turned = world.ctx.db.selectFrom('tasks').select('rev').where('id', 'in', ids);
  expect((await turned.execute()).filter(({ rev }) => rev !== 2)).toEqual([]);
}, 60_000);
