import { randomUUID } from 'node:crypto';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import { type FrozenStep, stageOf } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { IfUnsure } from '../core/unsure.ts';
import type { Ctx, Tx } from './ctx.ts';
import { settleUnknown } from './fence.ts';
import type { LedgerRow } from './ledger-row.ts';
import { isSecondCopy } from './second-copy.ts';
import { tellNews } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

/** A touch whose last bytes were let go and of which nobody knows what became: core/unsure.ts says what to do about it. */
export type Unsure = Readonly<{
  kind: 'unsure';
  /** Of the attempt that let them go. */
  token: string;
  messageId: string;
  mail: string;
  /** The folder that the mail was drawn from. */
  series?: string;
  letGoAt: Instant;
  /** The mail's Date: since then these bytes are tried. */
  triedSince: Instant;
  /** Since when nobody knows. */
  since: Instant;
  ifUnsure: IfUnsure;
  /** This is the second copy, sent without proof that the first was lost. */
  resent: boolean;
  calendar?: Calendar;
}>;

/** It is decided to send the mail of that attempt again. By the token it is decided about that attempt alone. */
export type Again = Readonly<{ token: string; because: 'absent' | 'resend' }>;

/** Pure. */
export const isUnsure = ({ state }: LedgerRow): boolean => state === 'DOT' || state === 'UNKNOWN';

/** What the step says to do when nobody ever knows. Pure. */
export const ifUnsureOf = (step: FrozenStep | undefined): IfUnsure =>
  (step?.kind === 'touch' || step?.kind === 'series' ? step.ifUnsure : undefined) ?? 'hold';

/** The row, seen as a touch of which nobody knows. Pure. */
export const unsureOf = (row: LedgerRow, ifUnsure: IfUnsure, series?: string): Unsure => ({
  kind: 'unsure',
  token: row.token ?? '',
  messageId: row.message_id ?? '',
  mail: row.mail,
  ...(series !== undefined && { series }),
  letGoAt: row.sent_at ?? row.at,
  triedSince: row.date ?? row.sent_at ?? row.at,
  since: row.at,
  ifUnsure,
  resent: isSecondCopy(row),
});

/**
 * A claim found an attempt that let its last bytes go and never said what became: nobody knows, from now on. Needs the prospect's lock.
 * That attempt may still be alive and only slow: it settles its row as long as the row is its own.
 */
export async function nobodyKnows(ctx: Ctx, tx: Tx, row: LedgerRow): Promise<LedgerRow> {
  if (row.state !== 'DOT') return row;
  await settleUnknown(ctx, tx, row);
  return { ...row, state: 'UNKNOWN', at: ctx.now() };
}

/**
 * The row as if the attempt had died before it let go: a claim takes it over with the same names and date, and the old attempt settles
 * nothing any more. Needs the prospect's lock, and belongs in the claim's own transaction: a crash leaves a claim that is taken over.
 * What was proved absent was never seen by anybody; what is only sent again may have been, and counts so.
 */
export async function takeUpAgain(
  tx: Tx,
  row: LedgerRow,
  because: Again['because'],
): Promise<LedgerRow> {
  const change =
    because === 'absent' ? { sent_at: row.unsure_at } : { unsure_at: row.unsure_at ?? row.sent_at };
  return tx
    .updateTable('ledger')
    .set({ state: 'CLAIMED', token: randomUUID(), ...change })
    .where('token', '=', row.token)
    .where('state', '=', 'UNKNOWN')
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Why this touch waits, in their story; told once and not at every time of asking. */
export const tellWaiting = (
  ctx: Ctx,
  { prospect, entry, state }: Question,
  { mail, ...what }: Readonly<{ mail: string; reason: string; until: Instant }>,
): Promise<void> =>
  transact(ctx, async (tx) => {
    await lockProspect(tx, prospect);
    const at = ctx.now();
    const where = { prospect, entry, at, stage: stageOf(state.at), step: state.at };
    await tellNews(tx, { ...where, kind: 'deferred', what: { mail, ...what } });
  });
