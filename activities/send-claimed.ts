import type { Sender } from '../core/house.ts';
import { type Composed, compose, ComposeError } from '../mail/compose.ts';
import { spokenTo } from '../mail/languages.ts';
import { clickId } from '../mail/click-id.ts';
import { type Merge, senderOf } from '../mail/merge.ts';
import { messageOf } from '../mail/message.ts';
import type { Sent } from '../mail/sent.ts';
import type { Template } from '../mail/template.ts';
import { utmOf } from '../mail/utm.ts';
import type { Claimed } from '../store/claim.ts';
import { letGo } from '../store/fence.ts';
import type { ActivityDeps } from './deps.ts';
import { wrongContent } from './wrong-content.ts';

/** Composes a claimed mail and sends it through the fence. Answers what became of it; what cannot be composed parks the prospect. */
export function sendClaimed(deps: ActivityDeps, claimed: Claimed): Promise<Sent> {
  const { ctx, transport } = deps;
  const template = templateOf(deps, claimed.mail);
  const sender = senderFor(deps, claimed, template);
  const unsubscribe = deps.links.url('u', claimed.prospect);
  const preferences = deps.links.url('p', claimed.prospect);
  const composed = composedFor(deps, claimed, {
    template,
    sender,
    unsubscribe,
    preferences,
    utm: utmOf(ctx.house, template, claimed.journey),
    click: (link) => deps.links.url('c', clickId(claimed.messageId, link)),
  });
  const name = ctx.house.topics[claimed.topic]?.name;
  const message = messageOf(composed, {
    to: claimed.to,
    from: sender,
    messageId: claimed.messageId,
    date: claimed.date,
    boundary: claimed.boundary,
    topic: { id: claimed.topic, ...(name !== undefined && { name }) },
    campaign: { mail: claimed.mail, mindset: claimed.mindset },
    unsubscribe,
    unsubscribeAt: deps.returnPath?.leaveAddress(claimed.messageId),
    returnPath: deps.returnPath?.address(claimed.messageId),
  });
  const about = {
    subject: composed.subject,
    links: composed.links ?? {},
    templateHash: spokenTo(template, claimed.person).hash,
  };
  return transport.send(message, () => letGo(ctx, claimed.token, about));
}

function templateOf({ templates }: ActivityDeps, mail: string): Template {
  const template = templates.get(mail);
  if (template === undefined) throw wrongContent('MAIL_MISSING');
  return template;
}

function senderFor({ ctx }: ActivityDeps, { from }: Claimed, template: Template): Sender {
  try {
    return senderOf(template, ctx.house, from);
  } catch {
    throw wrongContent('SENDER_MISSING');
  }
}

type With = Pick<Merge, 'unsubscribe' | 'preferences' | 'utm' | 'click'> &
  Readonly<{ template: Template; sender: Sender }>;

function composedFor({ ctx }: ActivityDeps, claimed: Claimed, given: With): Composed {
  const { person, account = {}, fill } = claimed;
  const { template, ...rest } = given;
  const { postal } = ctx.house;
  try {
    return compose(template, { person, account, fill, postal, ...rest });
  } catch (error) {
    if (error instanceof ComposeError) throw wrongContent(error.code);
    throw error;
  }
}
