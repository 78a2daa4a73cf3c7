import { type Composed, compose } from '../mail/compose.ts';
import type { Links } from '../mail/links.ts';
import { senderOf } from '../mail/merge.ts';
import { messageOf, type OutgoingMail } from '../mail/message.ts';
import type { ReturnPath } from '../mail/return-path.ts';
import type { Template } from '../mail/template.ts';
import type { ToAsk } from '../store/ask-to-confirm.ts';
import { askingNames } from '../store/asking-mail.ts';
import type { Ctx } from '../store/ctx.ts';

export type Composing = Readonly<{
  ctx: Ctx;
  links: Links;
  /** Absent: what cannot be delivered goes to the sender. */
  returnPath?: ReturnPath;
}>;

/** The mail that asks somebody whether they meant it, and its Message-ID. Throws where it cannot be composed. */
export function confirmingMail(
  { ctx, links, returnPath }: Composing,
  one: ToAsk,
  template: Template,
): Readonly<{ message: OutgoingMail; messageId: string }> {
  const { prospect, topic, email } = one;
  const from = senderOf(template, ctx.house);
  const { messageId, boundary } = askingNames(one, domainOf(from.address));
  const name = ctx.house.topics[topic]?.name;
  const unsubscribe = links.url('u', prospect);
  const message = messageOf(composed({ ctx, links }, one, template), {
    to: email,
    from,
    messageId,
    boundary,
    date: ctx.now() - (ctx.now() % 1000),
    topic: { id: topic, ...(name !== undefined && { name }) },
    campaign: { mail: template.mail, mindset: 'confirm' },
    unsubscribe,
    unsubscribeAt: returnPath?.leaveAddress(messageId),
    returnPath: returnPath?.address(messageId),
  });
  return { message, messageId };
}

function composed({ ctx, links }: Composing, one: ToAsk, template: Template): Composed {
  const { prospect, topic, person, account = {} } = one;
  return compose(template, {
    person,
    account,
    sender: senderOf(template, ctx.house),
    fill: {},
    unsubscribe: links.url('u', prospect),
    preferences: links.url('p', prospect),
    confirm: links.url('o', `${prospect}.${topic}`),
    postal: ctx.house.postal,
  });
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
