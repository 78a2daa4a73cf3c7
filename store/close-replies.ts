import type { Ctx, Tx } from './ctx.ts';
import { liftOwn } from './put-hold.ts';
import { type Deciding, settleReplies } from './settle-replies.ts';

type Closing = Readonly<{ prospect: string }> & Omit<Deciding, 'at'>;

/** What somebody answered is in a person's hands: all of it is decided, and what held their mail for it is lifted. Needs their lock. */
export async function closeReplies(
  ctx: Ctx,
  tx: Tx,
  { prospect, ...deciding }: Closing,
): Promise<void> {
  const rows = await settleReplies(tx, { prospect }, { ...deciding, at: ctx.now() });
  const holds = new Set(rows.flatMap(({ hold }) => (hold === null ? [] : [hold])));
  for (const id of holds) await liftOwn(ctx, tx, { id, by: deciding.by });
}
