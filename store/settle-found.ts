import type { Ctx } from './ctx.ts';
import { settleByEvidence } from './fence.ts';
import { mailNamed } from './returned.ts';
import { lockProspect, transact } from './transaction.ts';

/**
 * A record has the mail with this Message-ID; `known`: which record, for people. Its row is ACCEPTED whatever attempt has it now: a second
 * copy that was claimed is fenced by that. Answers whether it was news. Safe to repeat, and a crash before its commit only leaves it to be
 * found again.
 */
export const settleFound = (ctx: Ctx, messageId: string, known: string): Promise<boolean> =>
  transact(ctx, async (tx) => {
    const names = [messageId.slice(1, 41)];
    const named = await mailNamed(tx, names);
    if (named === undefined) return false;
    await lockProspect(tx, named.prospect);
    const row = await mailNamed(tx, names); // as it is under the lock
    return row !== undefined && settleByEvidence(ctx, tx, { row, known });
  });
