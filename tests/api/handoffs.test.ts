import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const answer = (id: string, verb: string, body: Readonly<Record<string, unknown>>) =>
  api.post(`/v1/handoffs/${id}/${verb}`, body);

describe('a handoff', () => {
  test('says who, why now with event ids, until when, and who may answer', async () => {
    const { run, handoff } = await api.offered({ email: 'ana@northwind.example' });
    const events = api.world.ctx.db.selectFrom('events').select('id');
    const { id: behind } = await events
      .where('prospect', '=', run.prospect)
      .where('name', '=', 'demo.requested')
      .executeTakeFirstOrThrow();
    const shown = (await api.get(`/v1/handoffs/${handoff.id}`)).json<Record<string, unknown>>();
    expect(shown).toMatchObject({
      id: handoff.id,
      state: 'offered',
      team: 'new-business',
      reps: [
        { id: 'rosa', name: 'Rosa' },
        { id: 'sam', name: 'Sam' },
      ],
      prospect: run.prospect,
      journey: 'small',
      until: '2026-06-01T13:00:00.000Z',
      rep: null,
      packet: {
        who: {
          email: 'ana@northwind.example',
          account: 'northwind.example',
          traits: { role: 'buyer' },
        },
        why: [
          {
            sentence: 'did demo.requested',
            events: [{ id: behind, name: 'demo.requested', props: { about: 'security' } }],
          },
        ],
        suggest: 'Ask.',
        consent: [{ topic: 'tips' }],
      },
    });
    expect(JSON.stringify(shown)).not.toContain('rosa@');
  });

  test('lists are filtered by state and team, and paged to the end', async () => {
    const own = await ApiWorld.open();
    const made = [await own.offered(), await own.offered(), await own.offered()];
    await own.post(`/v1/handoffs/${made[0]?.handoff.id ?? ''}/accept`, { rep: 'rosa' });
    const list = async (query: string) =>
      (await own.get(`/v1/handoffs${query}`)).json<{
        handoffs: { id: string }[];
        next: string | null;
      }>();
    expect((await list('?state=offered')).handoffs).toHaveLength(2);
    expect((await list('?state=accepted&team=new-business')).handoffs).toHaveLength(1);
    expect((await list('?team=nobody')).handoffs).toEqual([]);
    const first = await list('?limit=2');
    const rest = await list(`?limit=2&after=${first.next ?? ''}`);
    expect(rest.next).toBeNull();
    expect([...first.handoffs, ...rest.handoffs].map(({ id }) => id).toSorted()).toEqual(
      made.map(({ handoff }) => handoff.id).toSorted(),
    );
    await own.close();
  });

  test.each(['state=maybe', 'limit=0', 'limit=1e9', 'after=x', 'order=asc'])(
    'a list by %s is 400',
    async (query) => {
      expect(problemOf(await api.get(`/v1/handoffs?${query}`)).status).toBe(400);
    },
  );
});

describe('an answer', () => {
  test('is kept: accept, then won', async () => {
    const { handoff } = await api.offered();
    const accepted = await answer(handoff.id, 'accept', { rep: 'rosa' });
    expect(accepted.json()).toMatchObject({ state: 'accepted', rep: 'rosa', until: null });
    const won = await answer(handoff.id, 'outcome', { rep: 'rosa', outcome: 'won', value: 1200 });
    expect(won.json()).toMatchObject({ state: 'won', value: 1200 });
  });

  test('that comes too late is 409 with the winner', async () => {
    const { handoff } = await api.offered();
    await answer(handoff.id, 'accept', { rep: 'rosa' });
    const problem = problemOf(await answer(handoff.id, 'accept', { rep: 'sam' }));
    expect(problem).toMatchObject({
      status: 409,
      code: 'handoff-answered',
      handoff: { id: handoff.id, state: 'accepted', rep: 'rosa' },
    });
    expect(problem.detail).toBe('Too late: Rosa accepted it just now.');
  });

  test('of ten at once exactly one wins, and the others hear who', async () => {
    const { handoff } = await api.offered();
    const reps = ['rosa', 'sam'];
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        i % 2 === 0
          ? answer(handoff.id, 'accept', { rep: reps[(i / 2) % 2] ?? 'rosa' })
          : answer(handoff.id, 'reject', { rep: 'sam', reason: 'bad-fit' }),
      ),
    );
    const statuses = all.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    const { state } = await api.handoff(handoff.id);
    for (const one of all.filter(({ statusCode }) => statusCode === 409))
      expect(one.json()).toMatchObject({ handoff: { state } });
  });

  test('needs a reason that the house knows', async () => {
    const { handoff } = await api.offered();
    const problem = problemOf(
      await answer(handoff.id, 'reject', { rep: 'rosa', reason: 'not-redy' }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'unknown-reason' });
    expect(problem.detail).toContain('not-ready');
    const none = problemOf(await answer(handoff.id, 'reject', { rep: 'rosa' }));
    expect(none.faults?.[0]?.path).toBe('/reason');
    expect((await api.handoff(handoff.id)).state).toBe('offered');
  });

  test('comes from a rep of that team', async () => {
    const { handoff } = await api.offered();
    const problem = problemOf(await answer(handoff.id, 'accept', { rep: 'imke' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-rep' });
    expect(problem.detail).toContain('rosa');
    expect(problemOf(await answer(handoff.id, 'accept', {})).faults?.[0]?.path).toBe('/rep');
  });

  test('not yet names a day to come', async () => {
    const { handoff } = await api.offered();
    const notYet = (until: string) => answer(handoff.id, 'not-yet', { rep: 'rosa', until });
    expect(problemOf(await notYet('2020-01-01')).code).toBe('bad-until');
    expect(problemOf(await notYet('soon')).faults?.[0]?.path).toBe('/until');
    expect((await notYet('2026-07-01')).json()).toMatchObject({
      state: 'not-yet',
      until: '2026-07-01T00:00:00.000Z',
    });
  });

  test('to give back or to close needs somebody who has them', async () => {
    const { handoff } = await api.offered();
    expect(problemOf(await answer(handoff.id, 'return', { rep: 'rosa' })).status).toBe(409);
    const lost = { rep: 'rosa', outcome: 'lost' };
    expect(problemOf(await answer(handoff.id, 'outcome', lost)).status).toBe(409);
  });

  test('to a handoff that is none is 404', async () => {
    const problem = problemOf(
      await answer('00000000-0000-4000-8000-000000000000', 'accept', { rep: 'rosa' }),
    );
    expect(problem).toMatchObject({ status: 404, code: 'unknown-handoff' });
  });
});
