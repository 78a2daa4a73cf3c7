import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { moved } from '../../store/moved.ts';
import { type Ring, type RingResult, withRings } from '../../store/outbox.ts';
import { listen } from '../../store/open.ts';
import { readiness } from '../../store/readiness.ts';
import { counts } from '../../store/reports.ts';
import {
  restart,
  restartAll,
  setWorldValue,
  speakingUnwritten,
  worldValue,
} from '../../store/sweep.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { only, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());

const answering =
  (result: RingResult['result'], seen: Ring[] = []) =>
  (rings: readonly Ring[]) => {
    seen.push(...rings);
    return Promise.resolve(rings.map(({ id }) => ({ id, result })));
  };
const ring = async (result: RingResult['result'], limit = 100) => {
  const seen: Ring[] = [];
  await withRings(world.ctx, limit, answering(result, seen));
  return seen;
};

test('of each person only the first thing is rung, and the next once that is done', async () => {
  const { prospect } = await world.newcomer();
  await world.did(prospect, 'pricing.viewed');
  const other = await world.newcomer();
  expect((await ring('done')).map((one) => [one.kind, one.prospect])).toEqual([
    ['start', prospect],
    ['start', other.prospect],
  ]);
  expect((await ring('done')).map((one) => [one.kind, one.prospect])).toEqual([['tell', prospect]]);
  expect(await ring('done')).toEqual([]);
});

test('what must be tried again rests, and holds its queue back', async () => {
  const { prospect } = await world.newcomer();
  await world.did(prospect, 'pricing.viewed');
  expect(await ring('later')).toHaveLength(1);
  const due = await world.ctx.db
    .selectFrom('outbox')
    .select(['kind', 'tries', 'not_before', 'queued_at'])
    .where('prospect', '=', prospect)
    .orderBy('id')
    .execute();
  expect(due).toMatchObject([
    { kind: 'start', tries: 1 },
    { kind: 'tell', tries: 0 },
  ]);
  expect(due[0]?.not_before.getTime()).toBeGreaterThan(due[0]?.queued_at.getTime() ?? 0);
  await world.ctx.db
    .updateTable('outbox')
    .set({ not_before: new Date(0) })
    .execute();
  expect(await world.rings()).toHaveLength(2);
});

test('when ringing fails, or we die in it, nothing is lost', async () => {
  const { prospect } = await world.newcomer();
  await expect(
    withRings(world.ctx, 100, () => Promise.reject(new Error('Temporal is away'))),
  ).rejects.toThrow('away');
  expect(await world.rings()).toMatchObject([{ prospect, kind: 'start' }]);
});

test('two who ring at once ring different people', async () => {
  await Promise.all(Array.from({ length: 6 }, () => world.newcomer()));
  const seen: Ring[][] = [];
  const both = Promise.withResolvers<void>();
  const slow = async (rings: readonly Ring[]) => {
    seen.push([...rings]);
    if (seen.length === 2) both.resolve();
    await both.promise;
    return rings.map(({ id }) => ({ id, result: 'done' as const }));
  };
  await Promise.all([withRings(world.ctx, 3, slow), withRings(world.ctx, 3, slow)]);
  expect(new Set(seen.flat().map(({ prospect }) => prospect)).size).toBe(6);
});

test('a lost run starts again in a new epoch, from where it was last written down', async () => {
  const run = await world.newcomer();
  await world.rings();
  only(await moved(world.ctx, run.asks('nurture.keen', { kind: 'moved' }, { visit: 2 })), 'stays');
  await world.did(run.prospect, 'pricing.viewed');
  expect(await ring('lost')).toHaveLength(1);
  const [start] = await world.rings();
  const { beginning } = only(start ?? { kind: 'none' }, 'start');
  expect(beginning).toMatchObject({
    entry: run.entry,
    epoch: run.begin.epoch + 1,
    state: { at: 'nurture.keen', visit: 2, n: 1, seq: 1 },
  });
  expect(beginning.state).not.toHaveProperty('asked');
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })), 'gone'); // what is left of the old run
});

test('for an entry that is closed it is an answer that there is no workflow', async () => {
  const run = await world.newcomer();
  await world.rings();
  await world.did(run.prospect, 'pricing.viewed');
  only(
    await moved(world.ctx, run.asks('nurture.done', { kind: 'moved', ended: 'done' }, { seq: 1 })),
    'gone',
  );
  await ring('lost');
  expect(await world.rings()).toEqual([]);
});

test('a start for somebody who has left is rung to nobody', async () => {
  const run = await world.newcomer();
  only(await moved(world.ctx, run.asks('nurture.done', { kind: 'moved', ended: 'done' })), 'gone');
  expect(await ring('done')).toEqual([]);
  expect((await counts(world.ctx)).outbox).toBe(0);
});

test('who speaks and was not heard of for long is found, page by page, and restarted once', async () => {
  const old = await World.open(small);
  const runs = await Promise.all([old.newcomer(), old.newcomer(), old.newcomer()]);
  expect(await speakingUnwritten(old.ctx, 60_000, 10)).toEqual([]);
  await old.ctx.db
    .updateTable('positions')
    .set({ written_at: new Date(0) })
    .execute();
  expect(await speakingUnwritten(old.ctx, 60_000, 10)).toEqual([]); // the queue finds out
  await old.rings();
  const first = await speakingUnwritten(old.ctx, 60_000, 2);
  const rest = await speakingUnwritten(old.ctx, 60_000, 2, first.at(-1)?.entry);
  expect([...first, ...rest].map(({ entry }) => entry)).toEqual(
    runs.map(({ entry }) => entry).toSorted(),
  );
  const [one] = first;
  expect(await restart(old.ctx, one?.entry ?? '', 1)).toBe(true);
  expect(await restart(old.ctx, one?.entry ?? '', 1)).toBe(false);
  expect(await old.rings()).toMatchObject([
    { kind: 'start', beginning: { entry: one?.entry, epoch: 2 } },
  ]);
  await old.close();
});

test('for an empty Temporal everyone who speaks gets a start, once', async () => {
  const all = await World.open(small, flash);
  const runs = [await all.newcomer(), await all.newcomer('flash')];
  await all.entered(runs[1]?.prospect ?? ''); // waits: has no run
  expect(await restartAll(all.ctx)).toBe(0); // they are only about to start
  await all.rings();
  expect(await restartAll(all.ctx)).toBe(2);
  expect(await restartAll(all.ctx)).toBe(0);
  const rings = await all.rings();
  expect(rings.map(({ entry }) => entry).toSorted()).toEqual(
    runs.map(({ entry }) => entry).toSorted(),
  );
  await all.close();
});

test('who listens is woken by what comes, also for what came before', async () => {
  const heard: string[] = [];
  const news = { resolve: () => {} };
  const next = async (count: number) => {
    while (heard.length < count) await new Promise<void>((done) => (news.resolve = done));
  };
  const ears = await listen(
    world.database.url,
    ['perennial_mailbox', 'perennial_outbox'],
    (channel) => {
      heard.push(channel);
      news.resolve();
    },
  );
  await next(2);
  expect(heard).toEqual(['perennial_mailbox', 'perennial_outbox']);
  const { prospect } = await world.newcomer();
  await next(3);
  await world.did(prospect, 'pricing.viewed');
  await next(5);
  expect(heard.slice(2)).toEqual(['perennial_outbox', 'perennial_mailbox', 'perennial_outbox']);
  await ears.close();
});

test('single facts about this world', async () => {
  expect(await worldValue(world.ctx, 'temporal.namespace.id')).toBeUndefined();
  await setWorldValue(world.ctx, 'temporal.namespace.id', 'a');
  await setWorldValue(world.ctx, 'temporal.namespace.id', 'b');
  expect(await worldValue(world.ctx, 'temporal.namespace.id')).toBe('b');
  expect(await readiness(world.ctx)).toEqual({ migrated: true, workers: 1 });
});
