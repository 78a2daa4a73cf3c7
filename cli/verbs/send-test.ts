import { randomUUID } from 'node:crypto';
import { type Dkim, readDkim } from '../../mail/dkim.ts';
import { mayMail, parseMailMode } from '../../mail/address.ts';
import type { Envelope } from '../../mail/message.ts';
import { senderOf } from '../../mail/merge.ts';
import { preview, sendTest } from '../../mail/preview.ts';
import type { Sent } from '../../mail/sent.ts';
import { openTransport } from '../../mail/transport.ts';
import { emailKey } from '../../store/email-key.ts';
import type { Cli } from '../context.ts';
import type { ToShow } from '../mails.ts';
import { Mishap } from '../mishap.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{ to: string; as: string }>;

/** Sends one mail to somebody of ours. */
export const sendTestVerb: Verb = (program, cli) => {
  program
    .command('send-test <mail>')
    .description('send one mail to yourself, as somebody would get it')
    .requiredOption('--to <address>', 'who gets it')
    .option('--as <whom>', '“sample”, a persona, or the address of a prospect', 'sample')
    .action(async (mail: string, { to, as }: Options) => {
      const here = cli();
      if (emailKey(to) === undefined) throw new Mishap(`“${to}” is no e-mail address.`, 2);
      const server = await serverOf(here);
      refuseUnsafe(to, here, server);
      const { mailAs } = await import('../mails.ts'); // with MJML, which takes long
      const sent = await send(server, to, await mailAs(here, mail, as));
      here.output.result({ to, mail, reply: sent.reply }, () => [`Sent to ${to}: ${sent.reply}`]);
    });
};

type Server = Readonly<{ url: string; own: boolean; dkim?: Dkim }>;

/** SMTP_URL, else the inbox of the stack that runs; which of them --world decides. */
async function serverOf(cli: Cli): Promise<Server> {
  const outside = cli.env['SMTP_URL'];
  if (outside && !cli.worldAsked) return { url: outside, own: false, ...(await signingIn(cli)) };
  const { smtp } = await cli.stack();
  if (smtp === undefined) throw new Mishap('There is no mail server: set SMTP_URL.');
  return { url: smtp, own: smtp !== outside };
}

/** As a worker signs: a test that leaves unsigned would test another mail. */
async function signingIn({ env }: Cli): Promise<Pick<Server, 'dkim'>> {
  const dkim = readDkim(env);
  if (dkim === undefined) return {};
  const { probeDkim } = await import('../../mail/dkim-probe.ts');
  await probeDkim(dkim);
  return { dkim };
}

function refuseUnsafe(to: string, { env }: Cli, { own }: Server): void {
  if (mayMail(to, parseMailMode(env['PERENNIAL_MAIL'], own))) return;
  throw new Mishap(
    `Safe mode: ${to} is not on the list. Add it to PERENNIAL_MAIL, or set PERENNIAL_MAIL=live.`,
  );
}

type Shown = Omit<ToShow, 'to'>;

async function send({ url, dkim }: Server, to: string, { template, merge, house }: Shown) {
  const transport = openTransport(url, { connections: 1, ...(dkim && { dkim }) });
  try {
    const sent = await sendTest(
      transport,
      preview(template, merge),
      envelopeOf(to, { template, merge, house }),
    );
    if (sent.kind !== 'accepted') throw new Mishap(notSent(sent));
    return sent;
  } finally {
    await transport.close();
  }
}

function envelopeOf(to: string, { template, merge, house }: Shown): Envelope {
  const [id = 'test', topic] = Object.entries(house.topics)[0] ?? [];
  const from = senderOf(template, house);
  const unique = randomUUID();
  return {
    to,
    from,
    messageId: `${unique}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
    date: Date.now(),
    boundary: `perennial-${unique}`,
    topic: { id, ...(topic?.name === undefined ? {} : { name: topic.name }) },
    campaign: { mail: template.mail, mindset: 'test' },
    unsubscribe: merge.unsubscribe,
  };
}

const notSent = ({ kind, reply }: Exclude<Sent, { kind: 'revoked' }>): string =>
  kind === 'unknown'
    ? `It may have left, or not: ${reply}`
    : `It was not sent (${kind}): ${reply || 'the mail server gave no reason'}`;
