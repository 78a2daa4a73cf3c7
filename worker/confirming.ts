import { randomUUID } from 'node:crypto';
import type { Log } from '../activities/deps.ts';
import { createHeed, type Heed } from '../activities/heed.ts';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import { type PerMinute, UNLIMITED } from '../core/per-minute.ts';
import { type MailMode, mayMail } from '../mail/address.ts';
import type { Dkim } from '../mail/dkim.ts';
import type { Template, Templates } from '../mail/template.ts';
import { openTransport, type Transport } from '../mail/transport.ts';
import { startLoop } from '../relay/loop.ts';
import { dueToAsk, letAskGo, type ToAsk } from '../store/ask-to-confirm.ts';
import { mayAsk } from '../store/may-ask.ts';
import { createQuotas, type Quotas } from '../store/quotas.ts';
import { inSomeOrder } from './asking-order.ts';
import { type Bars, createBars } from './bars.ts';
import { type Composing, confirmingMail } from './confirming-mail.ts';
import { settleAsking } from './settle-asking.ts';

export type ConfirmingGiven = Composing &
  Readonly<{
    templates: Templates;
    smtp: string;
    /** How many mails may leave in a minute, of all workers together; absent: as many as are due. */
    perMinute?: PerMinute;
    dkim?: Dkim;
    mode: MailMode;
    log: Log;
  }>;

/** A mail server, or a quota, is not asked again sooner; ms. */
const SECOND = 1_000;

/**
 * Asks whoever gave a consent that is to be confirmed, by the mail that its topic names, until stopped. Any number of processes may do so on
 * one database. A mail is counted in the commit that lets its last bytes go, so a crash asks once too little and never once too often.
 * Circuits and quotas are asked before, as for a touch; whom they keep back is asked in a later round.
 */
export function startConfirming(given: ConfirmingGiven): Readonly<{ stop(): Promise<void> }> {
  const { ctx, smtp, dkim, log, perMinute = UNLIMITED } = given;
  const mails = mailsOf(given);
  if (mails.size === 0) return { stop: () => Promise.resolve() };
  const transport = openTransport(smtp, { connections: 1, ...(dkim && { dkim }) });
  const quotas = createQuotas(ctx, perMinute);
  const asking = { ...given, mails, transport, quotas, heed: createHeed(given) };
  const idle = Math.max(SECOND, lengthOf('1 minute', ctx.pace));
  const work = async (): Promise<number> => {
    const until = await askAll({ ...asking, bars: createBars(), round: randomUUID() });
    return Math.max(SECOND, Math.min(idle, until - ctx.now()));
  };
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
  Readonly<{
    mails: ReadonlyMap<string, Template>;
    transport: Pick<Transport, 'send'>;
    quotas: Quotas;
    heed: Heed;
    bars: Bars;
    /** Names this round. */
    round: string;
  }>;

/**
 * Everybody who is due now, but for those whom circuits and quotas keep back; ends early where the mail server is away. Answers when the first
 * of them may try again, Infinity where there is none.
 */
async function askAll(given: Asking): Promise<Instant> {
  let soonest = Infinity;
  let page = await dueToAsk(given.ctx, topicsOf(given));
  while (page.length > 0) {
    for (const one of inSomeOrder(page, given.round)) {
      const asked = await ask(given, one);
      if (asked === 'away') return soonest;
      if (asked !== 'done') soonest = Math.min(soonest, asked.until);
    }
    page = await dueToAsk(given.ctx, topicsOf(given), page.at(-1));
  }
  return soonest;
}

/** Those whose senders may send at all. */
const topicsOf = ({ ctx, mails, bars }: Asking): readonly string[] =>
  [...mails]
    .filter(([, template]) => !bars.keepAllOf(template.from ?? ctx.house.sender))
    .map(([topic]) => topic);

async function ask(
  given: Asking,
  one: ToAsk,
): Promise<'away' | 'done' | Readonly<{ until: Instant }>> {
  const { ctx, transport, mails, bars, quotas, heed } = given;
  const template = mails.get(one.topic);
  if (template === undefined || !mayMail(one.email, given.mode)) return 'done';
  const sender = template.from ?? ctx.house.sender;
  const stream = { sender, group: one.group };
  if (bars.keep(stream)) return 'done';
  const { message, messageId } = confirmingMail(given, one, template);
  const may = await mayAsk(ctx, one, { sender, quotas });
  if (may.kind === 'over') return 'done';
  if (may.kind === 'barred') {
    bars.add(may.scope, stream);
    return may;
  }
  const asking = { mail: template.mail, sender, messageId };
  const said = await transport.send(message, () => letAskGo(ctx, one, asking));
  const sent = await heed({ prospect: one.prospect, messageId, ...stream }, said);
  await settleAsking(ctx, one, { ...asking, sent, probes: may.probes });
  return sent.kind === 'unsent' ? 'away' : 'done';
}
