import { randomUUID } from 'node:crypto';
import { judge } from '../core/arbiter.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import type { Mindset } from '../core/frozen.ts';
import type { Answer, Question } from '../core/state.ts';
import type { IfUnsure } from '../core/unsure.ts';
import { type Admitted, admitFound, withCalendar } from './admit.ts';
import type { Gathered } from './circumstances.ts';
import type { Ctx, Tx } from './ctx.ts';
import { fillOf } from './fill.ts';
import { keyOf } from './knowing.ts';
import { answerOf, ledgerKeyOf, type LedgerRow } from './ledger-row.ts';
import type { Look } from './look.ts';
import { mailingOf, numberOf, type Series } from './mailing.ts';
import { mayLeave, type Quoting, withQuotas } from './may-leave.ts';
import { messageNames } from './message-id.ts';
import { exhausted, notNow } from './not-now.ts';
import type { Quotas } from './quotas.ts';
import { yieldsTo } from './rivals.ts';
import { isSecondCopy } from './second-copy.ts';
import { type Shared, sharedIn } from './shared.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';
import { frozenIn } from './versions.ts';
import {
  type Again,
  ifUnsureOf,
  isUnsure,
  nobodyKnows,
  takeUpAgain,
  type Unsure,
  unsureOf,
} from './unsure.ts';
import type { Wanted } from './wanted.ts';

/** All that a touch needs to be composed and sent. `date` is in whole seconds, as a mail says it. */
export type Claimed = Readonly<{
  kind: 'claimed';
  token: string;
  /** How often it was claimed, this time included. */
  attempt: number;
  messageId: string;
  date: Instant;
  boundary: string;
  to: string;
  prospect: string;
  journey: string;
  mail: string;
  /** The folder that the mail was drawn from. */
  series?: string;
  mindset: Mindset;
  topic: string;
  /** The id of the sender, where the step names one; else the mail or the house decides. */
  from?: string;
  person: Readonly<Record<string, unknown>>;
  account?: Readonly<{ domain: string }>;
  fill: Readonly<Record<string, unknown>>;
  /** What to do if nobody ever knows whether it left. */
  ifUnsure: IfUnsure;
  /** What the state lacks: the answer brings it. */
  calendar?: Calendar;
  /** In whose name: an id of the house's senders. */
  sender: string;
  /** The group of mailboxes that it goes to. */
  group: string;
  /** Circuits that it tries: accepted, it closes them. */
  probes: readonly string[];
}>;

/** What claiming needs of the project as it is now, and what is decided already. */
export type Mails = Readonly<{
  series?: Series;
  /** Mails that name a sender of their own. */
  senders?: ReadonlyMap<string, string>;
  /** The attempt that may be sent again; any other of which nobody knows is answered `unsure`. */
  again?: Again;
  /** What may leave of this worker's; absent: all that is asked for. */
  quotas?: Quotas;
}>;

/**
 * Takes the ledger row of one touch, or answers why not. What the ledger says left is never sent again; a claim whose attempt died is
 * taken over under a new token, which the old one cannot pass any more; one whose last bytes were let go is `unsure` until somebody finds
 * out (which takes time and must not happen in here) and says `again`. The verdict is the arbiter's, under the prospect's lock. Which mail of a
 * series it is, is drawn here; throws `SeriesMissing` where the project has not its folder.
 */
export const claim = (ctx: Ctx, q: Question, mails: Mails = {}): Promise<Claim> =>
  withQuotas(mails.quotas, (quoting) => claimOnce(ctx, { q, mails, quoting }));

/** As `claim`, and throws for `withQuotas`. */
export const claimOnce = (ctx: Ctx, asked: Asked): Promise<Claim> =>
  transact(ctx, async (tx) => {
    const person = await lockProspect(tx, asked.q.prospect);
    return claimLocked(ctx, tx, { ...asked, person, shared: sharedIn(ctx, tx) });
  });

export type Claim = Answer | Claimed | Unsure;
export type Asked = Readonly<{ q: Question; mails: Mails; quoting: Quoting }>;
type Locked = Asked & Readonly<{ person: Prospect | undefined; shared: Shared }>;

/** Answers one question in a transaction that has its prospect's lock; what it asks of every claim, others may share. */
export async function claimLocked(ctx: Ctx, tx: Tx, locked: Locked): Promise<Claim> {
  const { q, person, shared } = locked;
  const step = (await frozenIn(ctx, tx, q.version)).steps[q.state.at];
  const found = await shared.look({ q, number: numberOf(step, q.state) });
  const admitted = await admitFound(ctx, tx, { q, person, found, write: shared.writeDown });
  if (admitted.kind === 'answered') return admitted.answer;
  const mails = { series: NONE, ...locked.mails };
  return withCalendar(await claimAdmitted(ctx, tx, { ...locked, admitted, mails }), admitted);
}

const NONE: Series = new Map();

type Claiming = Pick<Locked, 'q' | 'quoting' | 'shared'> &
  Readonly<{
    admitted: Admitted & Readonly<{ found: Look }>;
    mails: Mails & Readonly<{ series: Series }>;
  }>;

async function claimAdmitted(
  ctx: Ctx,
  tx: Tx,
  claiming: Claiming,
): Promise<Answer | Claimed | Unsure> {
  const { admitted } = claiming;
  const { ledger: row } = admitted.found;
  if (row && isUnsure(row)) return claimUnsure(ctx, tx, { ...claiming, row });
  const had = row && answerOf(row);
  if (had) return ofSeries(had, folderOf(admitted) && row?.mail);
  return claimRow(ctx, tx, { ...claiming, row });
}

const folderOf = ({ step }: Admitted): string | undefined =>
  step?.kind === 'series' ? step.folder : undefined;

/** Of that very attempt it is decided already, or it is to be found out: outside of this transaction. */
async function claimUnsure(
  ctx: Ctx,
  tx: Tx,
  claiming: Claiming & Readonly<{ row: LedgerRow }>,
): Promise<Answer | Claimed | Unsure> {
  const { admitted, mails } = claiming;
  const row = await nobodyKnows(ctx, tx, claiming.row);
  if (mails.again?.token !== row.token)
    return unsureOf(row, ifUnsureOf(admitted.step), folderOf(admitted));
  return claimRow(ctx, tx, { ...claiming, row: await takeUpAgain(tx, row, mails.again.because) });
}

/** The row may be taken (over): is it to be? */
async function claimRow(
  ctx: Ctx,
  tx: Tx,
  { q, admitted, mails, row, quoting, shared }: Claiming & Readonly<{ row: LedgerRow | undefined }>,
): Promise<Answer | Claimed> {
  const { entry, now } = admitted;
  if (q.state.seq < entry.facts_seq)
    return { kind: 'stale', at: now, seq: entry.facts_seq, facts: entry.facts };
  if (await yieldsTo(ctx, tx, { speaker: entry, others: admitted.found.others }))
    return { kind: 'yield', at: now };
  const touch = await mailingOf(tx, q, { admitted, row, series: mails.series });
  if (touch === undefined) return exhausted(tx, q, admitted);
  const { traits } = admitted.found;
  const filled = await fillOf(tx, touch, { entry, traits, ...keyOf(entry, admitted.frozen) });
  const wanted: Wanted = {
    ...admitted,
    touch,
    topic: touch.topic ?? admitted.frozen.topic,
    sender: senderOf(ctx, touch, mails),
    filled,
    state: q.state,
  };
  const gathered = await shared.gather(wanted);
  const { verdict, probes } = await judged(ctx, tx, { wanted, gathered, quoting });
  if (verdict.kind !== 'send') return notNow(tx, { wanted, row, verdict, gathered });
  return take(ctx, shared, { wanted, row, traits, gathered, probes });
}

type Judging = Readonly<{ wanted: Wanted; gathered: Gathered; quoting: Quoting }>;

/** By all that speaks for it or against it; the quotas are asked last, for what they give is used up. */
async function judged(ctx: Ctx, tx: Tx, { wanted, gathered, quoting }: Judging) {
  const { circumstances, group, open } = gathered;
  const verdict = judge(circumstances);
  if (verdict.kind !== 'send') return { verdict, probes: [] };
  const leaving = { key: wanted.person.id, sender: wanted.sender, group };
  const may = await mayLeave(ctx, tx, { leaving, open, now: wanted.now, quoting });
  return may.kind === 'may'
    ? { verdict, probes: may.probes }
    : { verdict: judge({ ...circumstances, barred: may }), probes: [] };
}

/** The sender that the step names, else the mail, else the house: as mail/ signs it. */
const senderOf = (
  { house }: Ctx,
  { from, mail }: Pick<Wanted['touch'], 'from' | 'mail'>,
  { senders }: Mails,
): string => from ?? senders?.get(mail) ?? house.sender;

/** `sent`, with which mail it was. Pure. */
export const ofSeries = (answer: Answer, mail: string | undefined): Answer =>
  answer.kind === 'sent' && mail !== undefined ? { ...answer, mail } : answer;

type Taking = Readonly<{
  wanted: Wanted;
  row: LedgerRow | undefined;
  traits: Readonly<Record<string, unknown>>;
  gathered: Gathered;
  probes: readonly string[];
}>;

async function take(ctx: Ctx, shared: Shared, taking: Taking): Promise<Claimed> {
  const { wanted, row, traits, probes } = taking;
  const { account, group } = taking.gathered;
  const { person, entry, touch, topic, filled } = wanted;
  const { from } = touch;
  const held = holdOf(wanted, row, domainOf(ctx, from ?? ctx.house.sender));
  const token = randomUUID();
  const attempt = (row?.attempt ?? 0) + 1;
  await shared.putClaimed({ wanted, attempt: { token, attempt, ...held } });
  return {
    kind: 'claimed',
    token,
    attempt,
    messageId: held.message_id,
    date: held.date,
    boundary: held.boundary,
    to: person.email ?? '',
    prospect: person.id,
    journey: entry.journey,
    mail: touch.mail,
    ...(touch.series !== undefined && { series: touch.series }),
    mindset: touch.mindset,
    topic,
    ...(from !== undefined && { from }),
    person: traits,
    ...(account && { account }),
    fill: filled.values,
    ifUnsure: ifUnsureOf(wanted.step),
    sender: wanted.sender,
    group,
    probes,
  };
}

/** What is pinned: an attempt taken over, or a second copy, is the same bytes; one that was stopped or put off is a mail of today. */
function holdOf(wanted: Wanted, row: LedgerRow | undefined, domain: string) {
  const names = messageNames(ledgerKeyOf(wanted), domain);
  const today = wanted.now - (wanted.now % 1000);
  return {
    message_id: row?.message_id ?? names.messageId,
    boundary: row?.boundary ?? names.boundary,
    date: (row?.state === 'CLAIMED' || isSecondCopy(row) ? row?.date : null) ?? today,
  };
}

function domainOf({ house }: Ctx, from: string): string {
  const address = (house.senders[from] ?? house.senders[house.sender])?.address ?? '';
  return address.slice(address.lastIndexOf('@') + 1) || 'perennial.invalid';
}
