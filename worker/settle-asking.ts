import { keeping, refusalOf } from '../activities/heed.ts';
import type { Sent } from '../mail/sent.ts';
import type { AskingSent, ToAsk } from '../store/ask-to-confirm.ts';
import { closeCircuits } from '../store/circuits.ts';
import type { Ctx } from '../store/ctx.ts';
import { settleNotAsked } from '../store/settle-not-asked.ts';
import { transact } from '../store/transaction.ts';

/** `probes`: the circuits that this mail tried. */
export type Asked = AskingSent & Readonly<{ sent: Sent; probes: readonly string[] }>;

/** Keeps what became of a mail that asked for a confirmation. That it left, the fence has counted already. */
export async function settleAsking(
  ctx: Ctx,
  one: ToAsk,
  { sent, probes, ...asking }: Asked,
): Promise<void> {
  switch (sent.kind) {
    case 'accepted':
      if (probes.length > 0) await transact(ctx, (tx) => closeCircuits(tx, probes, ctx.now()));
      return;
    case 'refused': {
      const reason = refusalOf(sent);
      return settleNotAsked(ctx, one, { ...asking, again: 'never', reason, also: keeping(sent) });
    }
    case 'deferred': {
      const again = sent.fault === undefined ? 'another-day' : 'next-round';
      const reason = 'the mail server said: later';
      return settleNotAsked(ctx, one, { ...asking, again, reason, also: keeping(sent) });
    }
    default: // it was not sent, and is tried in the next round; or it may have left, and is counted
  }
}
