import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';
import { closeGate } from './gate.ts';
import { queueTells } from './queue.ts';
import { revokeAll } from './revoke.ts';
import { lockProspects, transact } from './transaction.ts';

export type Hold = Readonly<{
  id: string;
  scope: 'all';
  reason: string;
  by: string;
  placedAt: Instant;
  /** Null: it is in force. */
  releasedAt: Instant | null;
}>;

/** Stops every touch from this commit on. `already`: one is in force, which stays as it is. */
export const placeHold = (
  ctx: Ctx,
  { scope, reason, by }: Readonly<{ scope: 'all'; reason: string; by: string }>,
): Promise<{ id: string; already: boolean }> =>
  transact(ctx, async (tx) => {
    await closeGate(tx);
    const inForce = await tx
      .selectFrom('holds')
      .select('id')
      .where('scope', '=', scope)
      .where('released_at', 'is', null)
      .executeTakeFirst();
    if (inForce) return { id: inForce.id, already: true };
    const id = randomUUID();
    const now = ctx.now();
    await tx
      .insertInto('holds')
      .values({ id, scope, reason, by, placed_at: now, released_at: null, released_by: null })
      .execute();
    await revokeAll(tx, now);
    return { id, already: false };
  });

/** Lifts a hold and rings whoever it held back. False: there is no such hold in force. */
export async function releaseHold(ctx: Ctx, id: string, by: string): Promise<boolean> {
  const released = await transact(ctx, async (tx) => {
    await closeGate(tx); // whoever is being held back at this moment is written down first, and rung
    return tx
      .updateTable('holds')
      .set({ released_at: ctx.now(), released_by: by })
      .where('id', '=', id)
      .where('released_at', 'is', null)
      .executeTakeFirst();
  });
  // also when it was released before: we may have died between that and the ringing
  while ((await ringHeld(ctx, id)) > 0);
  return released.numUpdatedRows === 1n;
}

/** The last hundred: the one in force, then the newest first. */
export const listHolds = (ctx: Ctx): Promise<Hold[]> =>
  ctx.db
    .selectFrom('holds')
    .select(['id', 'scope', 'reason', 'by', 'placed_at as placedAt', 'released_at as releasedAt'])
    .orderBy('released_at', (order) => order.desc().nullsFirst())
    .limit(100)
    .execute();

/** So many people are locked at once. */
const CHUNK = 200;

const ringHeld = (ctx: Ctx, hold: string): Promise<number> =>
  transact(ctx, async (tx) => {
    const held = tx
      .selectFrom('positions')
      .innerJoin('entries', 'entries.id', 'positions.entry')
      .select(['entry', 'prospect', 'status'])
      .where('held_by', '=', hold);
    const some = await held.limit(CHUNK).execute();
    if (some.length === 0) return 0;
    const prospects = some.map(({ prospect }) => prospect);
    await lockProspects(tx, prospects);
    const still = await held.where('prospect', 'in', prospects).execute();
    const speaking = still.filter(({ status }) => status === 'speaking');
    const at = ctx.now();
    await queueTells(
      tx,
      speaking.map(({ prospect, entry }) => ({ prospect, telling: { kind: 'told', entry, at } })),
    );
    const entries = still.map(({ entry }) => entry);
    if (entries.length > 0)
      await tx
        .updateTable('positions')
        .set({ held_by: null })
        .where('entry', 'in', entries)
        .execute();
    return some.length;
  });
