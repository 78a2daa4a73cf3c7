import { randomUUID } from 'node:crypto';
import { type AskingSent, isDue, MOST_ASKS, type ToAsk } from './ask-to-confirm.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Attempted } from './reply.ts';
import { tellStory } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

/** What became of a mail that was not accepted. */
export type NotAsked = AskingSent &
  Readonly<{
    /** Whether they are asked again: never, where their mailbox is refused; once more in the next round, where the fault was ours. */
    again: 'never' | 'another-day' | 'next-round';
    /** For people. */
    reason: string;
    /** What follows from it, in the same transaction. */
    also: (tx: Tx, attempted: Attempted) => Promise<void>;
  }>;

/** Keeps that somebody was not asked, and why. A crash before it: they are asked in the next round. */
export const settleNotAsked = (
  ctx: Ctx,
  asking: ToAsk,
  { again, reason, also, mail, sender, messageId }: NotAsked,
): Promise<void> =>
  transact(ctx, async (tx) => {
    const { prospect, topic } = asking;
    const person = await lockProspect(tx, prospect);
    if (person === undefined || person.erased_at !== null) return;
    const now = ctx.now();
    const fresh = again !== 'next-round' && (await putOff(ctx, tx, { asking, again }));
    if (fresh) {
      const kind = again === 'never' ? 'refused' : 'deferred';
      const what = { mail, topic, reason, sender, message: messageId };
      await tellStory(tx, { prospect, at: now, kind, what });
    }
    await also(tx, { row: { prospect, message_id: messageId, token: randomUUID() }, person, now });
  });

type PuttingOff = Readonly<{ asking: ToAsk; again: 'never' | 'another-day' }>;

/** False: somebody else has done so, or the mail was let go and is counted. */
async function putOff(ctx: Ctx, tx: Tx, { asking, again }: PuttingOff): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('consents')
    .set({ asked_at: ctx.now(), ...(again === 'never' && { asks: MOST_ASKS }) })
    .where(isDue(ctx, asking))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
