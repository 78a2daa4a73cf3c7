import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';
import { makeAccounts } from './put-prospect.ts';
import { transact } from './transaction.ts';

/** Something said of a company, for everyone who is of it. */
export type Grouping = Readonly<{
  source: string;
  messageId: string;
  /** Its registrable domain; unknown, it is made. */
  domain: string;
  traits: Readonly<Record<string, unknown>>;
  at: Instant;
}>;

/** Keeps what was said of a company, once; the fold understands it later. `known`: this source has told this message before. */
export const collectGroup = (
  ctx: Ctx,
  { source, messageId, domain, traits, at }: Grouping,
): Promise<Readonly<{ account: string; status: 'stored' | 'known' }>> =>
  transact(ctx, async (tx) => {
    const account = (await makeAccounts(tx, [domain])).get(domain);
    if (account === undefined) throw new Error('an account that was just made is not there');
    const now = ctx.now();
    const stored = await tx
      .insertInto('account_events')
      .values({
        source,
        message_id: messageId,
        account,
        traits: JSON.stringify(traits),
        at: Math.min(at, now), // a clock ahead of ours must not make the future known
        received_at: now,
        told_to: null,
      })
      .onConflict((conflict) => conflict.columns(['source', 'message_id']).doNothing())
      .returning('id')
      .execute();
    return { account, status: stored.length > 0 ? 'stored' : 'known' };
  });
