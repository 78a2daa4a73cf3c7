import { sql } from 'kysely';
import type { Frozen } from '../core/frozen.ts';
import type { Ctx, Tx } from './ctx.ts';

/** A version of a journey: its text is canonical JSON, its hash the text's sha256. */
export type Published = Readonly<{ journey: string; hash: string; text: string }>;
/** What new entries of a journey get. */
export type Current = Readonly<{ journey: string; hash: string; frozen: Frozen }>;

/** A worker that has not reported for this long is dead, as far as new versions are concerned. */
const ALIVE = sql<Date>`now() - interval '30 seconds'`;

/** Keeps these versions for ever and wants them for new entries. A journey that is not among them keeps what it has. */
export async function publish(ctx: Ctx, journeys: readonly Published[]): Promise<void> {
  if (journeys.length === 0) return;
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('journey_versions')
      .values(journeys.map(({ journey, hash, text }) => ({ journey, hash, frozen: text })))
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
    await tx
      .insertInto('journeys')
      .values(journeys.map(({ journey, hash }) => ({ journey, wanted: hash, current: null })))
      .onConflict((conflict) =>
        conflict.column('journey').doUpdateSet((eb) => ({ wanted: eb.ref('excluded.wanted') })),
      )
      .execute();
  });
}

/** The journey of this hash. Throws for a hash that was never published. */
export const frozenOf = (ctx: Ctx, hash: string): Promise<Frozen> => frozenIn(ctx, ctx.db, hash);

/** As `frozenOf`, inside a transaction. */
export async function frozenIn(ctx: Ctx, db: Ctx['db'] | Tx, hash: string): Promise<Frozen> {
  const found = (await frozenOfAll(ctx, db, [hash])).get(hash);
  if (found === undefined) throw new Error(`no journey version ${hash}`);
  return found;
}

/** As `frozenOf`, for many at once and inside a transaction; unknown hashes are missing from the answer. */
export async function frozenOfAll(
  ctx: Ctx,
  db: Ctx['db'] | Tx,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Frozen>> {
  const missing = hashes.filter((hash) => !ctx.versions.has(hash));
  if (missing.length > 0) {
    const rows = await db
      .selectFrom('journey_versions')
      .select(['hash', 'frozen'])
      .where('hash', 'in', missing)
      .execute();
    // the text is canonical JSON that freeze made and publish kept
    for (const { hash, frozen } of rows) ctx.versions.set(hash, JSON.parse(frozen) as Frozen);
  }
  return new Map(
    hashes.flatMap((hash) => {
      const frozen = ctx.versions.get(hash);
      return frozen === undefined ? [] : [[hash, frozen] as const];
    }),
  );
}

/** What a worker must be able to run: whatever open entries name, and what new ones get or will get. Ordered by hash. */
export const neededVersions = (
  ctx: Ctx,
): Promise<readonly Readonly<{ hash: string; text: string }>[]> =>
  ctx.db
    .selectFrom('journey_versions')
    .select(['hash', 'frozen as text'])
    .where(
      sql<boolean>`hash in (
        select wanted from journeys union select current from journeys union select version from entries where status <> 'closed')`,
    )
    .orderBy('hash')
    .execute();

/** A live worker says what it can run; it does so more often than every half minute. */
export async function reportWorker(
  ctx: Ctx,
  id: string,
  versions: readonly string[],
): Promise<void> {
  const row = { versions: [...versions], seen_at: sql<Date>`now()` };
  await ctx.db
    .insertInto('workers')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function forgetWorker(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.deleteFrom('workers').where('id', '=', id).execute();
}

/** Of those that were killed nobody took the row away. Answers how many; safe to repeat. */
export async function forgetDeadWorkers(ctx: Ctx): Promise<number> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('workers')
    .where(sql<boolean>`seen_at < now() - interval '1 day'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** How many have said so lately. */
export async function liveWorkers(ctx: Ctx): Promise<number> {
  const rows = await ctx.db
    .selectFrom('workers')
    .select('id')
    .where(sql<boolean>`seen_at > ${ALIVE}`)
    .execute();
  return rows.length;
}

/**
 * What is wanted becomes current once every live worker has it (and one at least lives): a new entry never meets a worker that lacks its
 * version. Answers the journeys it moved.
 */
export async function promote(ctx: Ctx): Promise<readonly string[]> {
  const lacking = sql<boolean>`exists (select 1 from workers where seen_at > ${ALIVE} and not wanted = any(versions))`;
  const alive = sql<boolean>`exists (select 1 from workers where seen_at > ${ALIVE})`;
  const rows = await ctx.db
    .updateTable('journeys')
    .set((eb) => ({ current: eb.ref('wanted') }))
    .where('current', 'is distinct from', (eb) => eb.ref('wanted'))
    .where(alive)
    .where(sql<boolean>`not ${lacking}`)
    .returning('journey')
    .execute();
  return rows.map(({ journey }) => journey);
}

/** Every journey that can be entered, in the version that new entries get; by name. */
export const currentJourneys = (ctx: Ctx): Promise<readonly Current[]> => currentIn(ctx, ctx.db);

/** As `currentJourneys`, inside a transaction. */
export async function currentIn(ctx: Ctx, db: Ctx['db'] | Tx): Promise<readonly Current[]> {
  const rows = await db
    .selectFrom('journeys')
    .select(['journey', 'current'])
    .where('current', 'is not', null)
    .orderBy('journey')
    .execute();
  const hashes = rows.flatMap(({ current }) => current ?? []);
  const frozen = await frozenOfAll(ctx, db, hashes);
  return rows.flatMap(({ journey, current }) => {
    const found = frozen.get(current ?? '');
    return found === undefined || current === null
      ? []
      : [{ journey, hash: current, frozen: found }];
  });
}
