import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Scope } from './hold-scope.ts';
import { revokeIn } from './revoke.ts';
import { ringHeldIn } from './ring-held.ts';

/** Who placed a hold because somebody answered: whoever decides on the answer lifts it. */
export const AN_ANSWER = 'an answer';

type Putting = Scope & Readonly<{ reason: string; by: string }>;

/**
 * The row of a hold, and the claims in its scope taken back. Needs the gate closed, or the lock of the one prospect it is about. `already`:
 * one on the same is in force, which stays as it is.
 */
export async function putHold(
  tx: Tx,
  { scope, of, reason, by }: Putting,
  now: Instant,
): Promise<{ id: string; already: boolean }> {
  const inForce = await tx
    .selectFrom('holds')
    .select('id')
    .where('scope', '=', scope)
    .where('of', '=', of)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  if (inForce) return { id: inForce.id, already: true };
  const id = randomUUID();
  const row = { id, scope, of, reason, by, placed_at: now };
  await tx
    .insertInto('holds')
    .values({ ...row, released_at: null, released_by: null })
    .execute();
  await revokeIn(tx, { scope, of }, now);
  return { id, already: false };
}

/** The judge of a release: of several at once one is true. Needs what `putHold` needs. */
export async function turnHold(
  tx: Tx,
  { id, by }: Readonly<{ id: string; by: string }>,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('holds')
    .set({ released_at: now, released_by: by })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Lifts a hold that an answer placed, and rings the person, if it held them back, in the same transaction. One that stood before stays its
 * owner's to lift. Needs the person's lock.
 */
export async function liftOwn(
  ctx: Ctx,
  tx: Tx,
  { id, by }: Readonly<{ id: string; by: string }>,
): Promise<void> {
  const hold = await tx.selectFrom('holds').select('by').where('id', '=', id).executeTakeFirst();
  if (hold?.by !== AN_ANSWER) return;
  await turnHold(tx, { id, by }, ctx.now());
  await ringHeldIn(ctx, tx, id);
}
