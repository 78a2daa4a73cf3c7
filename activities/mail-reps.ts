import { Context } from '@temporalio/activity';
import type { Rep, Sender } from '../core/house.ts';
import { mayMail } from '../mail/address.ts';
import type { OutgoingMail } from '../mail/message.ts';
import type { ActivityDeps } from './deps.ts';
import { failure } from './failure.ts';

/** As often are reps' mails tried before the prospect goes on without: what they are for stands on its page all the same. */
const TRIES = 4;

type Mailing = Readonly<{
  reps: readonly Rep[];
  mail: (rep: Rep, sender: Sender) => OutgoingMail;
  /** What it is about, for our log: ids only. */
  about: Readonly<Record<string, string>>;
}>;

/**
 * Mails each of these reps. True: all have it. False: given up on. Throws while it is worth trying again. A crash before the caller marks
 * it as done may mail a rep twice, with the same Message-ID, but never leaves anything that nobody heard of.
 */
export async function mailReps(
  deps: ActivityDeps,
  { reps, mail, about }: Mailing,
): Promise<boolean> {
  const { house } = deps.ctx;
  const sender = house.senders[house.sender];
  if (sender === undefined) return true;
  const allowed = reps.filter(({ email }) => mayMail(email, deps.mode));
  const sent = await Promise.all(allowed.map((rep) => deps.transport.sendPlain(mail(rep, sender))));
  if (sent.every(({ kind }) => kind !== 'unsent' && kind !== 'deferred')) return true;
  if (Context.current().info.attempt < TRIES) throw failure('MAIL_SERVER_AWAY');
  deps.log.warn(about, 'the team could not be mailed');
  return false;
}
