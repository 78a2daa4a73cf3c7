import { createPublicKey } from 'node:crypto';
import { resolveTxt } from 'node:dns/promises';
import nodemailer from 'nodemailer';
import { type Dkim, signingOf } from './dkim.ts';
import { messageOf } from './message.ts';

/** The TXT records of a name, as node:dns gives them. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

/** What must be under the signature, or one-click and the complaint statistics do not count. */
const MUST = ['from', 'list-unsubscribe', 'list-unsubscribe-post', 'list-id', 'feedback-id'];

/**
 * Signs a mail that nobody gets, as all mails are signed, and verifies it as a receiver would, only without DNS. Throws an Error where the
 * signature is missing, broken or covers too little: mails must not leave like that.
 */
export async function probeDkim(dkim: Dkim): Promise<void> {
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js'); // large, and only for whoever signs
  const raw = await probeOf(dkim);
  const resolver = (): Promise<string[][]> => Promise.resolve([[recordOf(dkim)]]);
  const { results } = await dkimVerify(raw, { resolver });
  const [result] = results;
  const status = result?.status.result ?? 'none';
  if (status !== 'pass') {
    throw new Error(
      `PERENNIAL_DKIM_KEY does not sign: a probe was verified as "${status}". Mails would leave unsigned, so nothing is started.`,
    );
  }
  const signed = (result?.signingHeaders?.keys ?? '').toLowerCase().split(/\s*:\s*/);
  const bare = MUST.filter((name) => !signed.includes(name));
  if (bare.length > 0) throw new Error(`DKIM signs a probe without ${bare.join(', ')}.`);
}

async function probeOf(dkim: Dkim): Promise<Buffer> {
  const mailer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    dkim: signingOf(dkim),
  });
  const words = { subject: 'Probe', text: 'A probe.\n', html: '<p>A probe.</p>\n' };
  const mail = messageOf(words, {
    to: `probe@${dkim.domain}`,
    from: { name: 'Probe', address: `probe@${dkim.domain}` },
    messageId: `probe@${dkim.domain}`,
    date: 0,
    boundary: 'probe',
    topic: { id: 'probe' },
    campaign: { mail: 'probe', mindset: 'educate' },
    unsubscribe: `https://${dkim.domain}/u/probe`,
  });
  const { message } = await mailer.sendMail(mail);
  return message as Buffer;
}

/** What must stand in DNS for receivers to believe the signature. Pure. */
export const recordOf = (dkim: Pick<Dkim, 'key'>): string =>
  `v=DKIM1; k=rsa; p=${createPublicKey(dkim.key).export({ type: 'spki', format: 'der' }).toString('base64')}`;

export const recordNameOf = ({ domain, selector }: Dkim): string =>
  `${selector}._domainkey.${domain}`;

/** Whether DNS has our public key. Answers what is wrong with it, or undefined; never throws. */
export async function publishedProblem(
  dkim: Dkim,
  resolve: ResolveTxt = resolveTxt,
): Promise<string | undefined> {
  const name = recordNameOf(dkim);
  const records = await resolve(name).catch(() => []);
  const keys = records.map((parts) => publicPartOf(parts.join('')));
  if (keys.includes(publicPartOf(recordOf(dkim)))) return undefined;
  const [found] = keys.filter((key) => key !== '');
  const what = found === undefined ? 'has no key' : 'has another key';
  return `DNS ${what} at ${name}; publish there, as TXT: ${recordOf(dkim)}`;
}

const publicPartOf = (record: string): string =>
  /(?:^|;)\s*p\s*=\s*([^;]*)/.exec(record)?.[1]?.replaceAll(/\s/g, '') ?? '';
