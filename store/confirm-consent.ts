import { keepEvidence } from './consent-evidence.ts';
import type { Ctx, Tx } from './ctx.ts';
import { queueTells } from './queue.ts';
import { tellStory } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

export type Confirming = Readonly<{
  prospect: string;
  topic: string;
  source: string;
  /** What they had before their eyes when they pressed the button. */
  words: string;
}>;
/** `over`: it ran out, or was taken back since. */
export type Confirmed = 'now' | 'before' | 'over';

/**
 * Makes a consent count that was asked for: from this commit on there may be mails, and whoever was held back for it asks again. Judged by
 * one conditional update; said twice it changes nothing.
 */
export const confirmConsent = (ctx: Ctx, confirming: Confirming): Promise<Confirmed> =>
  transact(ctx, async (tx) => {
    const { prospect, topic, source, words } = confirming;
    if ((await lockProspect(tx, prospect)) === undefined) return 'over';
    const now = ctx.now();
    const row = await tx
      .updateTable('consents')
      .set({ pending_until: null, at: now })
      .where('prospect', '=', prospect)
      .where('topic', '=', topic)
      .where('pending_until', '>', now)
      .where('withdrawn_at', 'is', null)
      .returning(['basis'])
      .executeTakeFirst();
    if (row === undefined)
      return (await confirmationOf(tx, confirming)) === 'confirmed' ? 'before' : 'over';
    const { basis } = row;
    const said = { prospect, topic, basis, source, words, saidAt: now };
    await keepEvidence(tx, [{ ...said, change: 'confirmed' }], now);
    await tellStory(tx, { prospect, at: now, kind: 'consented', what: { topic, basis, source } });
    await ring(ctx, tx, prospect);
    return 'now';
  });

async function ring(ctx: Ctx, tx: Tx, prospect: string): Promise<void> {
  const speaking = await tx
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .execute();
  const at = ctx.now();
  await queueTells(
    tx,
    speaking.map(({ id }) => ({ prospect, telling: { kind: 'told', entry: id, at } })),
  );
}

/** How a consent stands that somebody has a link for. */
export async function confirmationOf(
  db: Ctx['db'] | Tx,
  { prospect, topic }: Pick<Confirming, 'prospect' | 'topic'>,
): Promise<Readonly<{ until: number }> | 'confirmed' | 'none'> {
  const row = await db
    .selectFrom('consents')
    .select(['pending_until', 'withdrawn_at'])
    .where('prospect', '=', prospect)
    .where('topic', '=', topic)
    .executeTakeFirst();
  if (row === undefined || row.withdrawn_at !== null) return 'none';
  return row.pending_until === null ? 'confirmed' : { until: row.pending_until };
}
