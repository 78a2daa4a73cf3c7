import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import { closeGate } from './gate.ts';
import type { Scope } from './hold-scope.ts';
import { againstScope } from './holdable.ts';
import { AN_ANSWER, putHold, turnHold } from './put-hold.ts';
import { ringHeld } from './ring-held.ts';
import { settleReplies } from './settle-replies.ts';
import { lockProspect, transact } from './transaction.ts';

export type Hold = Scope &
  Readonly<{
    id: string;
    reason: string;
    by: string;
    placedAt: Instant;
    /** Null: it is in force. */
    releasedAt: Instant | null;
  }>;

/** Nothing has this name: a hold on it would stop nobody, and somebody would rely on it. */
export class NothingToHold extends Error {
  override name = 'NothingToHold';
}

type Placing = Readonly<{ scope: Scope['scope']; of?: string; reason: string; by: string }>;

/**
 * Stops every touch in its scope from this commit on. `already`: one on the same is in force, which stays as it is. Throws NothingToHold.
 */
export const placeHold = (
  ctx: Ctx,
  { scope, of = '', reason, by }: Placing,
): Promise<{ id: string; already: boolean }> =>
  transact(ctx, async (tx) => {
    const against = await againstScope(ctx, tx, { scope, of });
    if (against !== undefined) throw new NothingToHold(against);
    await keepClaimsOut(tx, { scope, of });
    return putHold(tx, { scope, of, reason, by }, ctx.now());
  });

/** Lifts a hold and rings whoever it held back. False: there is no such hold in force. */
export async function releaseHold(ctx: Ctx, id: string, by: string): Promise<boolean> {
  const released = await transact(ctx, async (tx) => {
    const hold = await tx
      .selectFrom('holds')
      .select(['scope', 'of'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (hold === undefined) return false;
    await keepClaimsOut(tx, hold); // whoever is being held back at this moment is written down first, and rung
    const now = ctx.now();
    const turned = await turnHold(tx, { id, by }, now);
    if (turned) await settleReplies(tx, { hold: id }, { as: 'released', by, at: now });
    return turned;
  });
  // also when it was released before: we may have died between that and the ringing
  while ((await ringHeld(ctx, id)) > 0);
  return released;
}

/** Until the end of the transaction no claim in this scope is under way: of one person by their lock, which every claim holds; else by the gate. */
const keepClaimsOut = async (tx: Tx, { scope, of }: Scope): Promise<void> => {
  if (scope === 'prospect') await lockProspect(tx, of);
  else await closeGate(tx);
};

/** The last hundred: those in force, then the newest first; of those in force what answers hold comes last, for there may be many. */
export const listHolds = (ctx: Ctx): Promise<Hold[]> =>
  ctx.db
    .selectFrom('holds')
    .select(['id', 'scope', 'of', 'reason', 'by'])
    .select(['placed_at as placedAt', 'released_at as releasedAt'])
    .orderBy('released_at', (order) => order.desc().nullsFirst())
    .orderBy(({ eb }) => eb('by', '=', AN_ANSWER))
    .orderBy('placed_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
