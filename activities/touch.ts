import { Context } from '@temporalio/activity';
import { type Fault, FAULTS } from '../core/circuit.ts';
import { lengthOf } from '../core/length.ts';
import { seriesOf } from '../core/series.ts';
import type { Answer, Question } from '../core/state.ts';
import { mayMail } from '../mail/address.ts';
import { sendersOf } from '../mail/senders-of.ts';
import type { Sent } from '../mail/sent.ts';
import { type Claim, type Claimed, ofSeries } from '../store/claim.ts';
import { type Claiming, createClaiming } from '../store/claim-together.ts';
import { holdBack } from '../store/hold-back.ts';
import { SeriesMissing } from '../store/mailing.ts';
import { createAcceptance } from '../store/settle-accepted.ts';
import { repliesTo } from '../store/reply.ts';
import { type Again, unsureOf } from '../store/unsure.ts';
import { untilMended } from './broken-mail.ts';
import type { ActivityDeps } from './deps.ts';
import { failure } from './failure.ts';
import { findOut, LOST } from './find-out.ts';
import { closing, createHeed, type Heed, keeping, type Refusal, refusalOf } from './heed.ts';
import { withHeartbeats } from './heartbeats.ts';
import { sendClaimed } from './send-claimed.ts';
import { patiently, settle } from './settle.ts';
import { wrongContent } from './wrong-content.ts';

/** A mail server is no quicker in a demo. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** As often is a mail server tried that cannot be talked to, a minute or so, before the question is answered `deferred`. */
const TRIES = 7;
/** Whom the mail server puts off as often, nearly five days by `later`, is waited for no longer (RFC 5321 4.5.4.1). */
const ENOUGH = 26;

/**
 * One touch: claim, compose, send through the fence, settle. Asked again after a crash at any line: before the dot the claim is taken over
 * and the same bytes are sent; after it the claim finds the row, and what is not known is found out (find-out.ts). Never sends what the
 * ledger says left.
 */
export const createTouch = (deps: ActivityDeps): ((question: Question) => Promise<Answer>) => {
  const heed = createHeed(deps);
  const claim = createClaiming(deps.ctx);
  const accept = createAcceptance(deps.ctx);
  return (question) =>
    withHeartbeats(async () => {
      const claimed = await claimKnown(deps, claim, question);
      if (claimed.kind !== 'claimed') return claimed;
      return withCalendar(await answerTo(deps, { question, claimed, heed, accept }), claimed);
    });
};

const withCalendar = (answer: Answer, { calendar }: Pick<Claimed, 'calendar'>): Answer =>
  calendar === undefined ? answer : { ...answer, calendar };

type Asked = Readonly<{
  question: Question;
  claimed: Claimed;
  heed: Heed;
  accept: ReturnType<typeof createAcceptance>;
}>;

async function answerTo(deps: ActivityDeps, asked: Asked): Promise<Answer> {
  const { question, claimed, heed } = asked;
  if (!mayMail(claimed.to, deps.mode)) return heldBySafeMode(deps, question, claimed);
  if (deps.broken?.has(claimed.mail)) return untilMended(deps, question, claimed);
  return settled(deps, asked, await heed(claimed, await sendClaimed(deps, claimed)));
}

/** A claim, where nobody knows what became of the attempt before it once that is found out. */
async function claimKnown(
  deps: ActivityDeps,
  claim: Claiming,
  question: Question,
): Promise<Answer | Claimed> {
  const claimNow = (again?: Again) => claimBy(deps, claim, { question, again });
  const claimed = await claimNow();
  if (claimed.kind !== 'unsure') return claimed;
  const next = await findOut(deps, question, claimed);
  if (next.kind !== 'again') return withCalendar(next, claimed);
  const again = await claimNow(next);
  if (again.kind === 'unsure') throw failure('TAKEN_OVER'); // by another attempt, meanwhile: asked again, the claim looks again
  return again;
}

async function claimBy(
  deps: ActivityDeps,
  claim: Claiming,
  { question, again }: Readonly<{ question: Question; again: Again | undefined }>,
): Promise<Claim> {
  try {
    return await claim(question, {
      series: seriesOf(new Set([...deps.templates.keys(), ...(deps.broken ?? [])])),
      senders: sendersOf(deps.templates),
      ...(again !== undefined && { again }),
      ...(deps.quotas && { quotas: deps.quotas }),
    });
  } catch (error) {
    if (error instanceof SeriesMissing) throw wrongContent('SERIES_MISSING');
    throw error;
  }
}

async function settled(deps: ActivityDeps, asked: Asked, sent: Sent): Promise<Answer> {
  const { ctx } = deps;
  const { claimed } = asked;
  const { attempt } = claimed;
  switch (sent.kind) {
    case 'accepted':
      await settleAccepted(deps, asked, sent.reply);
      return ofSeries({ kind: 'sent', at: ctx.now() }, claimed.series && claimed.mail);
    case 'refused':
      return refused(deps, claimed, { sent, reason: refusalOf(sent) });
    case 'unknown':
      return unknown(deps, asked, sent.reply);
    case 'deferred':
      return putOff(deps, claimed, sent);
    case 'unsent':
      if (Context.current().info.attempt < TRIES) throw failure('MAIL_SERVER_AWAY');
      return later(deps, claimed, {
        sent,
        reason: reasonOf(sent, 'the mail server cannot be talked to'),
        times: attempt / TRIES - 1,
        longest: 60,
      });
    case 'revoked':
      throw failure('REVOKED'); // somebody stopped it at the last moment: the claim, asked again, says who
  }
}

/** Together with others, but where it closes a circuit besides. */
const settleAccepted = async (
  { ctx }: ActivityDeps,
  { claimed, accept }: Asked,
  reply: string,
): Promise<void> => {
  const { prospect, token, probes } = claimed;
  if (probes.length === 0) return patiently(() => accept({ prospect, token, reply }));
  await settle(ctx, token, { state: 'ACCEPTED', reply, also: closing(claimed) });
};

async function refused(
  { ctx }: ActivityDeps,
  { token }: Claimed,
  { sent, reason }: Pick<Why, 'sent' | 'reason'>,
): Promise<Answer> {
  const { reply } = sent;
  await settle(ctx, token, { state: 'REJECTED', reply, reason, also: keeping(sent) });
  return { kind: 'refused', at: ctx.now() };
}

async function putOff(
  deps: ActivityDeps,
  claimed: Claimed,
  sent: Extract<Sent, { kind: 'deferred' }>,
): Promise<Answer> {
  if (sent.fault === undefined && (await isEnough(deps, claimed)))
    return refused(deps, claimed, { sent, reason: 'put off for five days' });
  return later(deps, claimed, {
    sent,
    reason: reasonOf(sent, 'the mail server said: later'),
    times: claimed.attempt - 1,
    longest: 360,
  });
}

/** Attempts that met nobody, or died, are no answer. */
const isEnough = async ({ ctx }: ActivityDeps, claimed: Claimed): Promise<boolean> =>
  claimed.attempt >= ENOUGH && (await repliesTo(ctx, claimed)) + 1 >= ENOUGH;

/** It is looked for at once, but sent again by a question of its own: this one has taken long enough. */
async function unknown(
  deps: ActivityDeps,
  { question, claimed }: Asked,
  reply: string,
): Promise<Answer> {
  const { ctx } = deps;
  const row = await settle(ctx, claimed.token, { state: 'UNKNOWN', reply });
  if (row === undefined) throw failure('TAKEN_OVER');
  const { ifUnsure, series } = claimed;
  const next = await findOut(deps, question, unsureOf(row, ifUnsure, series));
  if (next.kind !== 'again') return next;
  const at = ctx.now();
  return { kind: 'deferred', at, until: at, reason: LOST };
}

/** As long as there is no better answer: 5 minutes, 10, 20 …, up to the longest, in minutes. */
async function later({ ctx }: ActivityDeps, claimed: Claimed, why: Why): Promise<Answer> {
  const { sent, reason } = why;
  await settle(ctx, claimed.token, {
    state: 'DEFERRED',
    reply: sent.reply,
    reason,
    also: keeping(sent),
  });
  const times = Math.min(Math.max(Math.floor(why.times), 0), 10);
  const wait = lengthOf(`${Math.min(5 * 2 ** times, why.longest)} minutes`, ctx.pace);
  const at = ctx.now();
  const until = at + Math.max(wait, SECOND);
  return { kind: 'deferred', at, until, reason };
}
type Why = Readonly<{ sent: Refusal; reason: string; times: number; longest: number }>;

/** What is our fault has words of its own. */
const reasonOf = ({ fault }: Extract<Refusal, { fault?: Fault }>, otherwise: string): string =>
  fault === undefined ? otherwise : FAULTS[fault.code];

/** Nobody is passed over because somebody only tries things out: who is not on the list waits for PERENNIAL_MAIL to say live. */
async function heldBySafeMode(
  { ctx }: ActivityDeps,
  question: Question,
  { token, mail }: Claimed,
): Promise<Answer> {
  const at = ctx.now();
  const until = at + Math.max(lengthOf('1 day', question.state.pace), MINUTE);
  const why = 'PERENNIAL_MAIL of the worker names other addresses';
  await holdBack(ctx, question, { token, mail, by: 'safe mode', why, until });
  return { kind: 'held', at, until, by: 'safe mode' };
}
