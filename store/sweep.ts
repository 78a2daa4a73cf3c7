import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { queueStarts } from './queue.ts';
import { lockProspect, lockProspects, transact } from './transaction.ts';

export type Unheard = Readonly<{ prospect: string; entry: string; epoch: number }>;

/**
 * Entries that speak by the store and were not written down for `olderThan` ms, with nothing in their queue that would find out whether
 * their workflow is there. In the order of their ids, up to `limit`, those after `after`.
 */
export function speakingUnwritten(
  ctx: Ctx,
  olderThan: number,
  ...[limit, after]: [limit: number, after?: string | undefined]
): Promise<readonly Unheard[]> {
  return ctx.db
    .selectFrom('entries')
    .innerJoin('positions', 'positions.entry', 'entries.id')
    .innerJoin('prospects', 'prospects.id', 'entries.prospect')
    .select(['entries.prospect', 'entries.id as entry', 'prospects.epoch'])
    .where('status', '=', 'speaking')
    .where('written_at', '<', sql<Date>`now() - ${olderThan} * interval '1 ms'`)
    .where(sql<boolean>`not exists (select 1 from outbox where outbox.prospect = entries.prospect)`)
    .$if(after !== undefined, (query) => query.where('entries.id', '>', after ?? ''))
    .orderBy('entries.id')
    .limit(limit)
    .execute();
}

/** A new run for an entry whose workflow is gone. False: it does not speak in that epoch any more, or its queue is not empty. */
export const restart = (ctx: Ctx, entry: string, epoch: number): Promise<boolean> =>
  transact(ctx, async (tx) => {
    const found = await tx
      .selectFrom('entries')
      .select('prospect')
      .where('id', '=', entry)
      .executeTakeFirst();
    const person = found && (await lockProspect(tx, found.prospect));
    if (person?.epoch !== epoch) return false;
    const speaks = await tx
      .selectFrom('entries')
      .select('id')
      .where('id', '=', entry)
      .where('status', '=', 'speaking')
      .where(
        sql<boolean>`not exists (select 1 from outbox where outbox.prospect = entries.prospect)`,
      )
      .executeTakeFirst();
    if (speaks === undefined) return false;
    await queueStarts(tx, [{ prospect: person.id, entry }]);
    return true;
  });

const CHUNK = 500;

/** A new run for everyone who speaks, unless one waits to be started: for a Temporal that knows nobody. Answers how many; safe to repeat. */
export async function restartAll(ctx: Ctx): Promise<number> {
  let restarted = 0;
  let after: string | undefined;
  do {
    const chunk = await restartChunk(ctx, after);
    restarted += chunk.restarted;
    after = chunk.last;
  } while (after !== undefined);
  return restarted;
}

const restartChunk = (
  ctx: Ctx,
  after: string | undefined,
): Promise<Readonly<{ restarted: number; last: string | undefined }>> =>
  transact(ctx, async (tx) => {
    const speaking = tx
      .selectFrom('entries')
      .select(['prospect', 'id as entry'])
      .where('status', '=', 'speaking')
      .where(
        sql<boolean>`not exists (select 1 from outbox where outbox.entry = entries.id and outbox.kind = 'start')`,
      );
    const some = await speaking
      .$if(after !== undefined, (query) => query.where('prospect', '>', after ?? ''))
      .orderBy('prospect')
      .limit(CHUNK)
      .execute();
    if (some.length === 0) return { restarted: 0, last: undefined };
    const prospects = some.map(({ prospect }) => prospect);
    await lockProspects(tx, prospects);
    const still = await speaking.where('prospect', 'in', prospects).execute();
    await queueStarts(tx, still);
    return { restarted: still.length, last: prospects.at(-1) };
  });

/** A single fact about this database. */
export async function worldValue(ctx: Ctx, key: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('world')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

export async function setWorldValue(ctx: Ctx, key: string, value: string): Promise<void> {
  await ctx.db
    .insertInto('world')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Sets it where nobody has; answers what stands then. Of several at once one sets it. */
export async function beginWorldValue(ctx: Ctx, key: string, value: string): Promise<string> {
  await ctx.db
    .insertInto('world')
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await worldValue(ctx, key)) ?? value;
}
