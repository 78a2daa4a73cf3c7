import { Context } from '@temporalio/activity';
import { lengthOf } from '../core/length.ts';
import { seriesOf } from '../core/series.ts';
import type { Answer, Question } from '../core/state.ts';
import { mayMail } from '../mail/address.ts';
import { sendersOf } from '../mail/senders-of.ts';
import type { Sent } from '../mail/sent.ts';
import { claim, type Claimed, ofSeries } from '../store/claim.ts';
import { settle } from '../store/fence.ts';
import { SeriesMissing } from '../store/mailing.ts';
import { untilMended } from './broken-mail.ts';
import type { ActivityDeps } from './deps.ts';
import { failure } from './failure.ts';
import { withHeartbeats } from './heartbeats.ts';
import { sendClaimed } from './send-claimed.ts';
import { wrongContent } from './wrong-content.ts';

const MINUTE = 60_000;
/** As often is a mail server tried that cannot be talked to, a minute or so, before the question is answered `deferred`. */
const TRIES = 7;

/**
 * One touch: claim, compose, send through the fence, settle. Asked again after a crash at any line: before the dot the claim is taken over
 * and the same bytes are sent; after it the claim finds the row and answers what it says. Never sends what the ledger says left.
 */
export const createTouch =
  (deps: ActivityDeps) =>
  (question: Question): Promise<Answer> =>
    withHeartbeats(async () => {
      const claimed = await claimNow(deps, question);
      if (claimed.kind !== 'claimed') return claimed;
      const { calendar } = claimed;
      const answer = await answerTo(deps, claimed, question);
      return calendar === undefined ? answer : { ...answer, calendar };
    });

async function answerTo(deps: ActivityDeps, claimed: Claimed, asked: Question): Promise<Answer> {
  if (!mayMail(claimed.to, deps.mode)) return heldBySafeMode(deps, asked);
  if (deps.broken?.has(claimed.mail)) return untilMended(deps, claimed);
  return settled(deps, claimed, await sendClaimed(deps, claimed));
}

async function claimNow(deps: ActivityDeps, question: Question): Promise<Answer | Claimed> {
  try {
    return await claim(deps.ctx, question, {
      series: seriesOf(new Set([...deps.templates.keys(), ...(deps.broken ?? [])])),
      senders: sendersOf(deps.templates),
    });
  } catch (error) {
    if (error instanceof SeriesMissing) throw wrongContent('SERIES_MISSING');
    throw error;
  }
}

async function settled(deps: ActivityDeps, claimed: Claimed, sent: Sent): Promise<Answer> {
  const { ctx } = deps;
  const { token, attempt } = claimed;
  switch (sent.kind) {
    case 'accepted':
      await settle(ctx, token, { state: 'ACCEPTED', reply: sent.reply });
      return ofSeries({ kind: 'sent', at: ctx.now() }, claimed.series && claimed.mail);
    case 'refused':
      await settle(ctx, token, { state: 'REJECTED', reply: sent.reply });
      return { kind: 'refused', at: ctx.now() };
    case 'unknown':
      await settle(ctx, token, { state: 'UNKNOWN', reply: sent.reply });
      return { kind: 'unknown', at: ctx.now() };
    case 'deferred':
      return later(deps, claimed, { ...sent, times: attempt - 1, longest: 360 });
    case 'unsent':
      if (Context.current().info.attempt < TRIES) throw failure('MAIL_SERVER_AWAY');
      return later(deps, claimed, { ...sent, times: attempt / TRIES - 1, longest: 60 });
    case 'revoked':
      throw failure('REVOKED'); // somebody stopped it at the last moment: the claim, asked again, says who
  }
}

/** As long as there is no better answer: 5 minutes, 10, 20 …, up to the longest, in minutes. */
async function later({ ctx }: ActivityDeps, claimed: Claimed, why: Why): Promise<Answer> {
  await settle(ctx, claimed.token, { state: 'DEFERRED', reply: why.reply });
  const times = Math.min(Math.max(Math.floor(why.times), 0), 10);
  const wait = Math.min(5 * 2 ** times, why.longest) * MINUTE;
  const at = ctx.now();
  return { kind: 'deferred', at, until: at + wait, reason: 'the mail server said: later' };
}
type Why = Readonly<{ reply: string; times: number; longest: number }>;

/** Nobody is passed over because somebody only tries things out: who is not on the list waits for PERENNIAL_MAIL to say live. */
function heldBySafeMode({ ctx }: ActivityDeps, { state }: Question): Answer {
  const at = ctx.now();
  const until = at + Math.max(lengthOf('1 day', state.pace), MINUTE);
  return { kind: 'held', at, until, by: 'safe mode' };
}
