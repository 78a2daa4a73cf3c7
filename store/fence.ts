import { type Selectable, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database, LedgerState } from './schema.ts';
import { type Line, tellStory } from './story.ts';
import type { StoryKind } from './story-kind.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';

type Row = Selectable<Database['ledger']>;

/** What the ledger keeps of a mail that leaves. `links`: where its counted links lead, by their names. */
export type Sending = Readonly<{
  subject: string;
  templateHash: string;
  links?: Readonly<Record<string, string>>;
}>;

/**
 * The fence before a mail's last bytes: true lets them go. A bare compare-and-set on the row, with no other lock: whoever stops this mail
 * has moved the row, or waits for us and comes too late. Never twice true for one token.
 */
export async function letGo(ctx: Ctx, token: string, sent: Sending): Promise<boolean> {
  const now = ctx.now();
  const { numUpdatedRows } = await ctx.db
    .updateTable('ledger')
    .set({
      state: 'DOT',
      at: now,
      sent_at: now,
      subject: sent.subject,
      template_hash: sent.templateHash,
      ...(sent.links !== undefined && { links: withOlder(sent.links) }),
    })
    .where('token', '=', token)
    .where('state', '=', 'CLAIMED')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** An earlier copy, of which nobody knows whether it arrived, may have had others: they still lead where they did. */
const withOlder = (links: Readonly<Record<string, string>>) =>
  sql<string>`coalesce(links, '{}') || ${JSON.stringify(links)}::jsonb`;

export type Settlement = Readonly<{
  state: 'ACCEPTED' | 'REJECTED' | 'DEFERRED' | 'UNKNOWN';
  /** The mail server's own words. */
  reply: string;
  /** Why it waits, for people: none of those words. */
  reason?: string;
  /** What follows from it, in the same transaction; not done where another attempt has the row. */
  also?: (tx: Tx, settled: Settled) => Promise<void>;
}>;
export type Settled = Readonly<{ row: Row; person: Prospect; now: Instant }>;

/** What may still be settled so. What was unknown is settled by whoever comes back and knows. */
export const SETTLES_FROM: Readonly<Record<Settlement['state'], readonly LedgerState[]>> = {
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

/** Keeps what became of an attempt, if the row is still its own; answers the row as it is then. */
export const settle = (
  ctx: Ctx,
  token: string,
  { state, reply, reason, also }: Settlement,
): Promise<Row | undefined> =>
  transact(ctx, async (tx) => {
    const own = await tx
      .selectFrom('ledger')
      .select('prospect')
      .where('token', '=', token)
      .executeTakeFirst();
    const person = own && (await lockProspect(tx, own.prospect)); // or we hold the row and wait for them, while they wait for the row
    if (person === undefined) return undefined;
    const now = ctx.now();
    const left = state === 'ACCEPTED' || state === 'UNKNOWN';
    const row = await tx
      .updateTable('ledger')
      .set((eb) => ({
        state,
        reply: person.erased_at ? null : reply,
        at: now,
        ...(!left && { sent_at: eb.ref('unsure_at') }), // a copy before this one may have left all the same
      }))
      .where('token', '=', token)
      .where('state', 'in', SETTLES_FROM[state])
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return undefined;
    await tellStory(tx, lineOf(row, LINE[state], { at: now, what: { reason } }));
    await also?.(tx, { row, person, now });
    return row;
  });

/** An attempt that let its last bytes go and died: it may have left, and counts as seen. `row`: as it is under the prospect's lock, at DOT. */
export async function settleUnknown(ctx: Ctx, tx: Tx, row: Row): Promise<void> {
  const now = ctx.now();
  await tx
    .updateTable('ledger')
    .set({ state: 'UNKNOWN', at: now })
    .where('token', '=', row.token)
    .where('state', '=', 'DOT')
    .execute();
  await tellStory(tx, lineOf(row, 'unknown', { at: now }));
}

/** A copy did leave, whatever was believed: one that waits to be sent again is stopped by that, as by whoever moves its row. */
const PROVED: readonly LedgerState[] = [...SETTLES_FROM.ACCEPTED, 'CLAIMED', 'REVOKED', 'DEFERRED'];

/**
 * Something proves that a mail left of which nobody knew it; `known`: by what, for people. Needs the prospect's lock. Answers whether that
 * was news. A crash before the commit loses nothing: whatever proves it is there to be found again, or is told again.
 */
export async function settleByEvidence(
  ctx: Ctx,
  tx: Tx,
  { row, known }: Readonly<{ row: Row; known: string }>,
): Promise<boolean> {
  const now = ctx.now();
  const settled = await tx
    .updateTable('ledger')
    .set({ state: 'ACCEPTED', at: now, sent_at: row.sent_at ?? now })
    .where('token', '=', row.token)
    .where('state', 'in', PROVED)
    .returningAll()
    .executeTakeFirst();
  if (settled === undefined) return false;
  await tellStory(tx, lineOf(settled, 'sent', { at: now, what: { known } }));
  return true;
}

/** Without the server's words: they may hold the address, and the ledger has them. */
const lineOf = (
  { prospect, entry, step, mail, mindset, subject, sent_at }: Row,
  kind: StoryKind,
  { at, what = {} }: Pick<Line, 'at' | 'what'>,
): Line => ({
  prospect,
  entry,
  at: sent_at ?? at,
  kind,
  stage: stageOf(step),
  step,
  what: { mail, mindset, subject, ...what },
});
