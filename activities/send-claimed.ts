import { type Composed, compose, ComposeError } from '../mail/compose.ts';
import { mayMail } from '../mail/address.ts';
import { senderOf } from '../mail/merge.ts';
import { messageOf } from '../mail/message.ts';
import type { Sent } from '../mail/sent.ts';
import type { Template } from '../mail/template.ts';
import type { Claimed } from '../store/claim.ts';
import { letGo } from '../store/fence.ts';
import type { ActivityDeps } from './deps.ts';
import { finalFailure } from './guarded.ts';

/** Composes a claimed mail and sends it through the fence. Answers what became of it; what cannot be composed parks the prospect. */
export function sendClaimed(deps: ActivityDeps, claimed: Claimed): Promise<Sent> {
  if (!mayMail(claimed.to, deps.mode)) return Promise.resolve(SAFE);
  const { ctx, transport } = deps;
  const template = templateOf(deps, claimed.mail);
  const { topics } = ctx.house;
  const unsubscribe = deps.links.url('u', claimed.prospect);
  const composed = composedFor(deps, { claimed, template, unsubscribe });
  const name = topics[claimed.topic]?.name;
  const message = messageOf(composed, {
    to: claimed.to,
    from: senderOf(template, ctx.house, claimed.from),
    messageId: claimed.messageId,
    date: claimed.date,
    boundary: claimed.boundary,
    topic: { id: claimed.topic, ...(name !== undefined && { name }) },
    unsubscribe,
  });
  const about = { subject: composed.subject, templateHash: template.hash };
  return transport.send(message, () => letGo(ctx, claimed.token, about));
}

/** Safe mode, until PERENNIAL_MAIL says live. */
const SAFE: Sent = {
  kind: 'refused',
  reply: 'Safe mode: PERENNIAL_MAIL does not list this address.',
  badAddress: false,
};

function templateOf({ templates }: ActivityDeps, mail: string): Template {
  const template = templates.get(mail);
  if (template === undefined) throw finalFailure('MAIL_MISSING');
  return template;
}

type Composing = Readonly<{ claimed: Claimed; template: Template; unsubscribe: string }>;

function composedFor(
  { ctx }: ActivityDeps,
  { claimed, template, unsubscribe }: Composing,
): Composed {
  const { person, account = {}, fill, from } = claimed;
  const { postal } = ctx.house;
  const sender = senderOf(template, ctx.house, from);
  try {
    return compose(template, { person, account, fill, sender, postal, unsubscribe });
  } catch (error) {
    if (error instanceof ComposeError) throw finalFailure(error.code);
    throw error;
  }
}
