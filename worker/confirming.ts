import { createHash } from 'node:crypto';
import type { Log } from '../activities/deps.ts';
import { canonical } from '../core/canonical.ts';
import { lengthOf } from '../core/length.ts';
import { type MailMode, mayMail } from '../mail/address.ts';
import { compose } from '../mail/compose.ts';
import type { Dkim } from '../mail/dkim.ts';
import type { Links } from '../mail/links.ts';
import { senderOf } from '../mail/merge.ts';
import { messageOf, type OutgoingMail } from '../mail/message.ts';
import type { Template, Templates } from '../mail/template.ts';
import { openTransport, type Transport } from '../mail/transport.ts';
import { startLoop } from '../relay/loop.ts';
import { dueToAsk, letAskGo, putOffAsking, type ToAsk } from '../store/ask-to-confirm.ts';
import type { Ctx } from '../store/ctx.ts';

export type ConfirmingGiven = Readonly<{
  ctx: Ctx;
  templates: Templates;
  links: Links;
  smtp: string;
  dkim?: Dkim;
  mode: MailMode;
  log: Log;
}>;

/**
 * Asks whoever gave a consent that is to be confirmed, by the mail that its topic names, until stopped. Any number of processes may do so on
 * one database. A mail is counted in the commit that lets its last bytes go, so a crash asks once too little and never once too often.
 */
export function startConfirming(given: ConfirmingGiven): Readonly<{ stop(): Promise<void> }> {
  const { ctx, smtp, dkim, log } = given;
  const mails = mailsOf(given);
  if (mails.size === 0) return { stop: () => Promise.resolve() };
  const transport = openTransport(smtp, { connections: 1, ...(dkim && { dkim }) });
  const idle = Math.max(1_000, lengthOf('1 minute', ctx.pace));
  const work = (): Promise<number> => askAll({ ...given, mails, transport }).then(() => idle);
  const loop = startLoop('confirming', work, log);
  return {
    stop: async () => {
      await loop.stop();
      await transport.close();
    },
  };
}

/** By topic. One whose mail is not there, or is broken, waits for a worker that has it. */
const mailsOf = ({ ctx, templates }: ConfirmingGiven): ReadonlyMap<string, Template> =>
  new Map(
    Object.entries(ctx.house.topics).flatMap(([topic, { confirm }]) => {
      const template = confirm === undefined ? undefined : templates.get(confirm);
      return template === undefined ? [] : [[topic, template] as const];
    }),
  );

type Asking = ConfirmingGiven &
  Readonly<{ mails: ReadonlyMap<string, Template>; transport: Pick<Transport, 'send'> }>;

/** Everybody who is due now; ends early where the mail server is away. */
async function askAll(given: Asking): Promise<void> {
  const topics = [...given.mails.keys()];
  let page = await dueToAsk(given.ctx, topics);
  while (page.length > 0) {
    for (const one of page) {
      if (mayMail(one.email, given.mode) && (await ask(given, one)) === 'away') return;
    }
    page = await dueToAsk(given.ctx, topics, page.at(-1));
  }
}

async function ask(given: Asking, one: ToAsk): Promise<'away' | 'done'> {
  const { ctx, transport, mails } = given;
  const template = mails.get(one.topic);
  if (template === undefined) return 'done';
  const sender = template.from ?? ctx.house.sender;
  const mail = template.mail;
  const sent = await transport.send(mailFor(given, one, template), () =>
    letAskGo(ctx, one, { mail, sender }),
  );
  if (sent.kind === 'refused') await putOffAsking(ctx, one, 'never');
  if (sent.kind === 'deferred') await putOffAsking(ctx, one, 'another-day');
  return sent.kind === 'unsent' ? 'away' : 'done';
}

/** Outside the ledger, so nothing that comes back would find it: it has no return path of its own. */
function mailFor({ ctx, links }: Asking, one: ToAsk, template: Template): OutgoingMail {
  const { house } = ctx;
  const { prospect, topic, email, person, account = {} } = one;
  const from = senderOf(template, house);
  const name = house.topics[topic]?.name;
  const unsubscribe = links.url('u', prospect);
  const composed = compose(template, {
    person,
    account,
    sender: from,
    fill: {},
    unsubscribe,
    preferences: links.url('p', prospect),
    confirm: links.url('o', `${prospect}.${topic}`),
    postal: house.postal,
  });
  return messageOf(composed, {
    to: email,
    from,
    ...namesOf(one, from.address),
    date: ctx.now() - (ctx.now() % 1000),
    topic: { id: topic, ...(name !== undefined && { name }) },
    campaign: { mail: template.mail, mindset: 'confirm' },
    unsubscribe,
  });
}

/** Of this asking and no other, whoever sends it. */
function namesOf({ prospect, topic, asks, pendingUntil }: ToAsk, from: string) {
  const key = canonical(['confirm', prospect, topic, pendingUntil, asks]);
  const hash = createHash('sha256').update(key).digest('hex');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return { messageId: `<${hash.slice(0, 40)}@${domain}>`, boundary: hash.slice(40) };
}
