import { Context } from '@temporalio/activity';
import type { Rep } from '../core/house.ts';
import type { Answer } from '../core/state.ts';
import { mayMail } from '../mail/address.ts';
import { handoffMail } from '../mail/handoff-mail.ts';
import type { HandoffView } from '../store/handoff-view.ts';
import { markNotified, type Offered } from '../store/offer.ts';
import type { ActivityDeps } from './deps.ts';
import { failure } from './failure.ts';

/** As often are the reps' mails tried before the prospect goes on without: the handoff stands on its page all the same. */
const TRIES = 4;

/**
 * The answer to an offer, once the team's reps were mailed about it. Marked after the mails: a crash between may mail a rep twice, with the
 * same Message-ID, but never leaves an offer that nobody heard of.
 */
export async function tellTeam(deps: ActivityDeps, offered: Offered): Promise<Answer> {
  const { notify, ...answer } = offered;
  if (notify === undefined) return answer;
  const reps = deps.ctx.house.teams[notify.team]?.reps ?? [];
  const mailed = await Promise.all(reps.map((rep) => mailRep(deps, notify, rep)));
  if (mailed.every(Boolean)) await markNotified(deps.ctx, notify.id);
  else if (Context.current().info.attempt < TRIES) throw failure('MAIL_SERVER_AWAY');
  else deps.log.warn({ handoff: notify.id, team: notify.team }, 'the team could not be mailed');
  return answer;
}

/** False: worth trying again. */
async function mailRep(deps: ActivityDeps, handoff: HandoffView, rep: Rep): Promise<boolean> {
  const { house, now } = deps.ctx;
  const sender = house.senders[house.sender];
  if (sender === undefined || !mayMail(rep.email, deps.mode)) return true;
  const link = deps.links.url('h', `${handoff.id}.${rep.id}`);
  const { id, offeredAt, packet } = handoff;
  const offer = { id, offeredAt, packet, until: handoff.until ?? now() };
  const sent = await deps.transport.sendPlain(handoffMail(offer, rep, { link, sender }));
  return sent.kind !== 'unsent' && sent.kind !== 'deferred';
}
