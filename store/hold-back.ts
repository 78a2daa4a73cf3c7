import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { tellNews } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

type Held = Readonly<{ token: string; mail: string; by: string; why?: string; until: Instant }>;

/**
 * A claim that is not carried out: its row is given up, and the story says who holds the mail. It may be claimed again at any time. A crash
 * before the commit leaves the claim, which the next one takes over.
 */
export const holdBack = (
  ctx: Ctx,
  { prospect, entry, state }: Question,
  { token, mail, by, why, until }: Held,
): Promise<void> =>
  transact(ctx, async (tx) => {
    await lockProspect(tx, prospect);
    const at = ctx.now();
    await tx
      .updateTable('ledger')
      .set({ state: 'REVOKED', at })
      .where('token', '=', token)
      .where('state', '=', 'CLAIMED')
      .execute();
    const where = { prospect, entry, at, stage: stageOf(state.at), step: state.at };
    const what = { mail, reason: `held by ${by}`, by, ...(why !== undefined && { why }), until };
    await tellNews(tx, { ...where, kind: 'held', what });
  });
