import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePerMinute } from '../../core/per-minute.ts';
import { closeCircuits, openCircuit, openCircuits } from '../../store/circuits.ts';
import { claim } from '../../store/claim.ts';
import type { Ctx } from '../../store/ctx.ts';
import { letGo, settle } from '../../store/fence.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { openDatabase } from '../../store/open.ts';
import { createQuotas, type Quotas } from '../../store/quotas.ts';
import { times } from './racing.ts';
import { type Run, World } from './world.ts';

const MINUTE = 700;
const MOST = 20;
const PEOPLE = 28;

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open();
  const db = openDatabase(world.database.url, { max: 20 });
  ctx = { ...world.live(), db, pace: 1 / 43_200 };
});
afterAll(async () => {
  await ctx.db.destroy();
  await world.close();
});

/** As their workflow does: asks, and when it is put off, asks again then. When it left, and how often it asked. */
async function mailed(run: Run, quotas: Quotas): Promise<Readonly<{ at: number; asked: number }>> {
  for (let asked = 1; ; asked += 1) {
    const answer = await claim(ctx, run.asks('nurture.hello', { kind: 'touch' }), { quotas });
    if (answer.kind === 'claimed') {
      const at = performance.now();
      await letGo(ctx, answer.token, { subject: 'Hello', templateHash: 'x' });
      await settle(ctx, answer.token, {
        state: 'ACCEPTED',
        reply: '250',
        also: (tx, { now }) => closeCircuits(tx, answer.probes, now),
      });
      return { at, asked };
    }
    if (answer.kind !== 'deferred') throw new Error(JSON.stringify(answer));
    await pause(Math.max(1, answer.until - ctx.now()));
  }
}

/** Everybody asks at the same moment, of two workers. */
async function allAsk(runs: readonly Run[]) {
  const workers = times(2, () =>
    createQuotas(ctx, parsePerMinute(`all=${MOST}`), { span: MINUTE, lease: 250 }),
  );
  const done = await Promise.all(
    runs.map((run, i) => mailed(run, workers[i % 2] ?? createQuotas(ctx, { to: {}, senders: {} }))),
  );
  return { at: done.map(({ at }) => at), asked: done.map(({ asked }) => asked) };
}

function mostInAMinute(at: readonly number[]): number {
  return Math.max(
    ...at.map((from) => at.filter((one) => one >= from && one < from + MINUTE).length),
  );
}

test('after a release those who were held leave as fast as the quota lets them, each once, and ask seldom', async () => {
  const runs = await Promise.all(times(PEOPLE, () => world.newcomer()));
  const { id } = await placeHold(ctx, { scope: 'all', reason: 'a wrong link', by: 'ana' });
  for (const run of runs) await claim(ctx, run.asks('nurture.hello', { kind: 'touch' }));
  await releaseHold(ctx, id, 'ana');
  const { at, asked } = await allAsk(runs);
  expect(mostInAMinute(at)).toBeLessThanOrEqual(MOST);
  expect(asked.reduce((sum, one) => sum + one, 0) / PEOPLE).toBeLessThan(4);
  const rows = await ctx.db.selectFrom('ledger').select(['state', 'attempt']).execute();
  expect(rows).toHaveLength(PEOPLE);
  expect(rows.every(({ state, attempt }) => state === 'ACCEPTED' && attempt === 1)).toBe(true);
});

test('after an outage one mail tries first; then those who wait leave, as fast as the quota lets them', async () => {
  const runs = await Promise.all(times(PEOPLE, () => world.newcomer()));
  const outage = { scope: 'server', of: '', code: 'away' } as const;
  await openCircuit(ctx.db, outage, { now: ctx.now(), pace: ctx.pace });
  const began = performance.now();
  const { at } = await allAsk(runs);
  const [first = 0, second = 0] = at.toSorted((a, b) => a - b);
  expect(first - began).toBeGreaterThan(900);
  expect(second).toBeGreaterThan(first);
  expect(mostInAMinute(at)).toBeLessThanOrEqual(MOST);
  expect(await openCircuits(ctx)).toEqual([]);
});
