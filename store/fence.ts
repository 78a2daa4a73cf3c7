import type { Selectable } from 'kysely';
import { stageOf } from '../core/frozen.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database, LedgerState } from './schema.ts';
import { tellStory } from './story.ts';
import type { StoryKind } from './story-kind.ts';
import { lockProspect, transact } from './transaction.ts';

type Row = Selectable<Database['ledger']>;

/**
 * The fence before a mail's last bytes: true lets them go. A bare compare-and-set on the row, with no other lock: whoever stops this mail
 * has moved the row, or waits for us and comes too late. Never twice true for one token.
 */
export async function letGo(
  ctx: Ctx,
  token: string,
  sent: Readonly<{ subject: string; templateHash: string }>,
): Promise<boolean> {
  const now = ctx.now();
  const { numUpdatedRows } = await ctx.db
    .updateTable('ledger')
    .set({
      state: 'DOT',
      at: now,
      sent_at: now,
      subject: sent.subject,
      template_hash: sent.templateHash,
    })
    .where('token', '=', token)
    .where('state', '=', 'CLAIMED')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type Settlement = Readonly<{
  state: 'ACCEPTED' | 'REJECTED' | 'DEFERRED' | 'UNKNOWN';
  /** The mail server's own words. */
  reply: string;
}>;

/** What may still be settled so. What was unknown is settled by whoever comes back and knows. */
const FROM: Readonly<Record<Settlement['state'], readonly LedgerState[]>> = {
  ACCEPTED: ['DOT', 'UNKNOWN'],
  REJECTED: ['CLAIMED', 'DOT', 'UNKNOWN'],
  DEFERRED: ['CLAIMED', 'DOT', 'UNKNOWN'],
  UNKNOWN: ['DOT'],
};
const LINE = {
  ACCEPTED: 'sent',
  REJECTED: 'refused',
  DEFERRED: 'deferred',
  UNKNOWN: 'unknown',
} as const;

/** Keeps what became of an attempt, if the row is still its own. */
export const settle = (ctx: Ctx, token: string, { state, reply }: Settlement): Promise<void> =>
  transact(ctx, async (tx) => {
    const own = await tx
      .selectFrom('ledger')
      .select('prospect')
      .where('token', '=', token)
      .executeTakeFirst();
    if (own === undefined) return;
    const person = await lockProspect(tx, own.prospect); // or we hold the row and wait for them, while they wait for the row
    const now = ctx.now();
    const left = state === 'ACCEPTED' || state === 'UNKNOWN';
    const row = await tx
      .updateTable('ledger')
      .set({
        state,
        reply: person?.erased_at ? null : reply,
        at: now,
        ...(!left && { sent_at: null }),
      })
      .where('token', '=', token)
      .where('state', 'in', FROM[state])
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) await tellStory(tx, lineOf(row, LINE[state], now));
  });

/** An attempt that let its last bytes go and died: it may have left, and counts as seen. Needs the prospect's lock. */
export async function settleUnknown(ctx: Ctx, tx: Tx, row: Row): Promise<void> {
  const now = ctx.now();
  await tx
    .updateTable('ledger')
    .set({ state: 'UNKNOWN', at: now })
    .where('token', '=', row.token)
    .where('state', '=', 'DOT')
    .execute();
  await tellStory(tx, lineOf(row, 'unknown', now));
}

/** Something came back of a mail of which nobody knew whether it left: it did. Needs the prospect's lock. */
export async function settleByEvidence(ctx: Ctx, tx: Tx, row: Row): Promise<void> {
  const now = ctx.now();
  const settled = await tx
    .updateTable('ledger')
    .set({ state: 'ACCEPTED', at: now })
    .where('token', '=', row.token)
    .where('state', 'in', FROM.ACCEPTED)
    .returningAll()
    .executeTakeFirst();
  if (settled !== undefined) await tellStory(tx, lineOf(settled, 'sent', now));
}

/** Without the server's words: they may hold the address, and the ledger has them. */
const lineOf = (
  { prospect, entry, step, mail, mindset, subject, sent_at }: Row,
  kind: StoryKind,
  now: number,
) => ({
  prospect,
  entry,
  at: sent_at ?? now,
  kind,
  stage: stageOf(step),
  step,
  what: {
    mail,
    mindset,
    subject,
    ...(kind === 'deferred' && { reason: 'the mail server said: later' }),
  },
});
