import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Ctx } from './ctx.ts';
import { tellNews } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

/**
 * Gives a claim back unsent, and tells the story why, once. Judged by the row: an attempt that lost it changes nothing. Whoever dies
 * before this leaves a claim, which the next attempt takes over.
 */
export const putOff = (
  ctx: Ctx,
  token: string,
  { reason, until }: Readonly<{ reason: string; until: Instant }>,
): Promise<void> =>
  transact(ctx, async (tx) => {
    const own = await tx
      .selectFrom('ledger')
      .select('prospect')
      .where('token', '=', token)
      .executeTakeFirst();
    if (own === undefined) return;
    await lockProspect(tx, own.prospect);
    const now = ctx.now();
    const row = await tx
      .updateTable('ledger')
      .set({ state: 'REVOKED', at: now })
      .where('token', '=', token)
      .where('state', '=', 'CLAIMED')
      .returning(['prospect', 'entry', 'step', 'mail'])
      .executeTakeFirst();
    if (row === undefined) return;
    const { prospect, entry, step, mail } = row;
    const what = { mail, reason, until };
    const kind = 'deferred';
    await tellNews(tx, { prospect, entry, at: now, kind, stage: stageOf(step), step, what });
  });
