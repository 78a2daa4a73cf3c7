import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Question } from '../../core/state.ts';
import { openCircuit } from '../../store/circuits.ts';
import { type Claim, type Claimed, claim } from '../../store/claim.ts';
import { createClaiming } from '../../store/claim-together.ts';
import { letGo } from '../../store/fence.ts';
import { eventually } from '../support/eventually.ts';
import { small } from '../support/small-journey.ts';
import { times } from './racing.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

const sent = { subject: 'Hello', templateHash: 'x' };
const asks = (run: Run, at = 'nurture.hello'): Question => run.asks(at, { kind: 'touch' });
const newcomers = (count: number): Promise<Run[]> =>
  Promise.all(times(count, () => world.newcomer()));
const claimed = (claims: readonly Claim[]): Claimed[] => claims.map((one) => only(one, 'claimed'));

test('whoever let their last bytes go while others were claimed with them is not sent again', async () => {
  const runs = await newcomers(3);
  const tokens = claimed(await Promise.all(runs.map((run) => claim(world.ctx, asks(run)))));
  const leaving = await world.ctx.db.startTransaction().execute();
  await letGo({ ...world.ctx, db: leaving }, tokens[1]?.token ?? '', sent);
  const claiming = createClaiming(world.ctx);
  const claims = Promise.all(runs.map((run) => claiming(asks(run))));
  await waiting();
  await leaving.commit().execute();
  expect((await claims).map(({ kind }) => kind)).toEqual(['claimed', 'unsure', 'claimed']);
});

test('a connection that breaks under them costs nobody their claim', async () => {
  const runs = await newcomers(3);
  await Promise.all(runs.map((run) => claim(world.ctx, asks(run))));
  const locking = await world.ctx.db.startTransaction().execute();
  await sql`select from ledger where prospect = ${runs[0]?.prospect} for update`.execute(locking);
  const claiming = createClaiming(world.ctx);
  const claims = Promise.all(runs.map((run) => claiming(asks(run))));
  const pid = await waiting();
  await sql`select pg_terminate_backend(${pid})`.execute(world.ctx.db);
  await locking.rollback().execute();
  expect(claimed(await claims).map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
});

/** As soon as somebody waits for a lock: who. */
const waiting = (): Promise<number> =>
  eventually(async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(world.ctx.db);
    if (rows[0] === undefined) throw new Error('nobody waits');
    return rows[0].pid;
  });

test('nobody waits for long for a row of somebody else', async () => {
  const [busy, ...runs] = await newcomers(4);
  if (busy === undefined) throw new Error('nobody came');
  await claim(world.ctx, asks(busy));
  const locking = await world.ctx.db.startTransaction().execute();
  await sql`select from ledger where prospect = ${busy.prospect} for update`.execute(locking);
  const claiming = createClaiming(world.ctx);
  const waits = claiming(asks(busy));
  claimed(await Promise.all(runs.map((run) => claiming(asks(run)))));
  expect(await world.ledger(busy.prospect)).toMatchObject([{ attempt: 1 }]);
  await locking.rollback().execute();
  expect(only(await waits, 'claimed').attempt).toBe(2);
});

test('nobody waits for somebody who tries the same circuit', async () => {
  const at = async (domain: string) =>
    world.run(await world.entered(await world.person({ email: `ada@${domain}` })));
  const due = { now: world.now - DAY, pace: 1 };
  const circuit = { scope: 'domain', of: 'shut.example', code: 'policy' } as const;
  await openCircuit(world.ctx.db, circuit, due);
  const trying = await world.ctx.db.startTransaction().execute();
  await sql`select from circuits where "of" = 'shut.example' for update`.execute(trying);
  const runs = [await at('shut.example'), await at('open.example')];
  const claiming = createClaiming(world.ctx);
  const claims = await Promise.all(runs.map((run) => claiming(asks(run))));
  expect(claims.map(({ kind }) => kind)).toEqual(['deferred', 'claimed']);
  await trying.rollback().execute();
});

test('of those who try one circuit together one tries', async () => {
  const due = { now: world.now - DAY, pace: 1 };
  await openCircuit(world.ctx.db, { scope: 'sender', of: 'team', code: 'policy' }, due);
  const claiming = createClaiming(world.ctx);
  const runs = await newcomers(5);
  const claims = await Promise.all(runs.map((run) => claiming(asks(run))));
  expect(claims.map(({ kind }) => kind).toSorted()).toEqual([
    'claimed',
    ...times(4, () => 'deferred'),
  ]);
  await world.ctx.db.updateTable('circuits').set({ closed_at: world.now }).execute();
});
