import { Context } from '@temporalio/activity';
import type { Answer, Question } from '../core/state.ts';
import type { Sent } from '../mail/sent.ts';
import { claim, type Claimed } from '../store/claim.ts';
import { settle } from '../store/fence.ts';
import type { ActivityDeps } from './deps.ts';
import { failure } from './guarded.ts';
import { withHeartbeats } from './heartbeats.ts';
import { sendClaimed } from './send-claimed.ts';

/** A mail server that says "later" (greylisting, mostly) is asked again after this long. ms */
const LATER = 5 * 60_000;
/** As often is a mail server tried that cannot be talked to, a minute or so, before the question is answered `deferred`. */
const TRIES = 6;

/**
 * One touch: claim, compose, send through the fence, settle. Asked again after a crash at any line: before the dot the claim is taken over
 * and the same bytes are sent; after it the claim finds the row and answers what it says. Never sends what the ledger says left.
 */
export const createTouch =
  (deps: ActivityDeps) =>
  (question: Question): Promise<Answer> =>
    withHeartbeats(async () => {
      const claimed = await claim(deps.ctx, question);
      if (claimed.kind !== 'claimed') return claimed;
      return settled(deps, claimed, await sendClaimed(deps, claimed));
    });

async function settled(deps: ActivityDeps, { token }: Claimed, sent: Sent): Promise<Answer> {
  const { ctx } = deps;
  const at = ctx.now();
  switch (sent.kind) {
    case 'accepted':
      await settle(ctx, token, { state: 'ACCEPTED', reply: sent.reply });
      return { kind: 'sent', at };
    case 'refused':
      await settle(ctx, token, { state: 'REJECTED', reply: sent.reply });
      return { kind: 'refused', at };
    case 'unknown':
      await settle(ctx, token, { state: 'UNKNOWN', reply: sent.reply });
      return { kind: 'unknown', at };
    case 'deferred':
      return later(deps, token, sent.reply);
    case 'unsent':
      if (Context.current().info.attempt >= TRIES) return later(deps, token, sent.reply);
      throw failure('MAIL_SERVER_AWAY');
    case 'revoked':
      throw failure('REVOKED'); // somebody stopped it at the last moment: the claim, asked again, says who
  }
}

async function later({ ctx }: ActivityDeps, token: string, reply: string): Promise<Answer> {
  await settle(ctx, token, { state: 'DEFERRED', reply });
  const at = ctx.now();
  return { kind: 'deferred', at, until: at + LATER, reason: 'the mail server said: later' };
}
