import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Claiming, createClaiming } from '../../store/claim-together.ts';
import type { Ctx } from '../../store/ctx.ts';
import { erase } from '../../store/erase.ts';
import { letGo } from '../../store/fence.ts';
import { giveBack } from '../../store/give-back.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { openDatabase } from '../../store/open.ts';
import { take } from '../../store/take.ts';
import { small } from '../support/small-journey.ts';
import { moment, race, RACES, times } from './racing.ts';
import { type Run, World } from './world.ts';

let world: World;
let ctx: Ctx;
let workers: readonly [Claiming, Claiming];
beforeAll(async () => {
  world = await World.open(small);
  ctx = { ...world.live(), db: openDatabase(world.database.url, { max: 40 }) };
  workers = [createClaiming(ctx), createClaiming(ctx)];
});
afterAll(async () => {
  await ctx.db.destroy();
  await world.close();
});
const sent = { subject: 'Hello', templateHash: 'x' };
/** Of one worker or of another: those that come at once are claimed together. */
const touch = (run: Run) =>
  workers[Math.random() < 0.5 ? 0 : 1](run.asks('nurture.hello', { kind: 'touch' }));

/** What a hold on each scope is of, for one of twelve people who all are in it. */
const SCOPES = {
  journey: 'small',
  step: 'small/nurture.hello',
  sender: 'team',
  account: 'northwind.example',
} as const;

test.each(Object.entries(SCOPES))(
  'no mail lets go of its last bytes after the commit of a hold on its %s',
  async (scope, of) => {
    const seen = new Set<string>();
    for (const _ of times(Math.ceil(RACES / 12), () => 0)) {
      const runs = await Promise.all(times(12, () => world.newcomer()));
      const placing = moment(8).then(() =>
        placeHold(ctx, {
          scope: scope as keyof typeof SCOPES,
          of,
          reason: 'race',
          by: 'test',
        }),
      );
      const [hold] = await Promise.all([placing, ...runs.map(mailed(seen))]);
      expect(await lateAfter(runs, hold.id)).toEqual([{ late: 0, open: 0 }]);
      await releaseHold(ctx, hold.id, 'test');
    }
    expect(seen.size).toBeGreaterThan(1); // on a busy machine one of the three may not be met
  },
);

test('no mail lets go of its last bytes after the commit of a hold on its prospect', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  const seen = new Set<string>();
  await race(runs, async (run) => {
    const placing = moment(10).then(() =>
      placeHold(ctx, { scope: 'prospect', of: run.prospect, reason: 'race', by: 'test' }),
    );
    const [hold] = await Promise.all([placing, mailed(seen)(run)]);
    expect(await lateAfter([run], hold.id)).toEqual([{ late: 0, open: 0 }]);
  });
  expect([...seen]).toEqual(expect.arrayContaining(['left', 'stopped']));
});

test('no mail lets go of its last bytes after sales took them', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  const seen = new Set<string>();
  await race(runs, (run) =>
    Promise.all([
      mailed(seen)(run),
      moment(10).then(() => take(ctx, { prospect: run.prospect, rep: 'rosa' })),
    ]),
  );
  expect([...seen]).toEqual(expect.arrayContaining(['left', 'stopped']));
  const { rows } = await sql<object>`select count(*) as stops,
    count(*) filter (where l.state = 'DOT' and pg_xact_commit_timestamp(l.xmin) > pg_xact_commit_timestamp(t.xmin)) as late,
    count(*) filter (where l.state = 'CLAIMED') as open
    from takes t left join ledger l using (prospect) where t.prospect in (${people(runs)})`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ stops: RACES, late: 0, open: 0 }]);
});

test('no mail lets go of its last bytes after somebody was erased', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  const seen = new Set<string>();
  await race(runs, (run) =>
    Promise.all([
      mailed(seen)(run),
      moment(10).then(() => erase(ctx, { prospect: run.prospect, source: 'race' })),
    ]),
  );
  expect([...seen]).toEqual(expect.arrayContaining(['left', 'stopped']));
  // the erasure writes into their ledger: a dot before it has its time there, and one after it would have written last
  const { rows } = await sql<object>`select count(distinct p.id) as stops,
    count(*) filter (where l.state = 'CLAIMED' or l.subject is not null) as late
    from prospects p left join ledger l on l.prospect = p.id where erased_at is not null and p.id in (${people(runs)})`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ stops: RACES, late: 0 }]);
});

test('of two reps who take somebody at once one has them, and of two who give back one does', async () => {
  const prospects = await Promise.all(times(Math.ceil(RACES / 5), () => world.person()));
  await race(prospects, async (prospect) => {
    const takes = await Promise.all(['rosa', 'sam'].map((rep) => take(ctx, { prospect, rep })));
    expect(takes.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'done']);
    const backs = await Promise.all(['rosa', 'sam'].map((rep) => giveBack(ctx, { prospect, rep })));
    expect(backs.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'done']);
  });
});

/** Claims, dawdles and lets go; notes what became of it. */
const mailed = (seen: Set<string>) => async (run: Run) => {
  const answer = await moment(8).then(() => touch(run));
  if (answer.kind !== 'claimed') return seen.add(answer.kind);
  await moment(6);
  return seen.add((await letGo(ctx, answer.token, sent)) ? 'left' : 'stopped');
};

const people = (runs: readonly Run[]) => sql.join(runs.map((run) => sql`${run.prospect}::uuid`));

async function lateAfter(runs: readonly Run[], hold: string): Promise<object[]> {
  const { rows } = await sql<object>`select
    count(*) filter (where l.state = 'DOT' and pg_xact_commit_timestamp(l.xmin) > pg_xact_commit_timestamp(h.xmin)) as late,
    count(*) filter (where l.state = 'CLAIMED') as open
    from holds h, ledger l where h.id = ${hold} and l.prospect in (${people(runs)})`.execute(
    ctx.db,
  );
  return rows;
}
