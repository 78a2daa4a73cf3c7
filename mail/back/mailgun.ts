import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/fact.ts';
import type { Back } from './back.ts';
import type { Verdict } from './delivery-report.ts';
import { failingOf } from './failing.ts';

export type Signature = Readonly<{ timestamp: string; token: string; signature: string }>;
/** As much of Mailgun's `event-data` as is understood. */
export type MailgunEvent = Readonly<{
  event: string;
  severity?: string | undefined;
  reason?: string | undefined;
  message?: Readonly<{ headers?: Readonly<{ 'message-id'?: string | undefined }> }> | undefined;
  'delivery-status'?:
    | Readonly<{
        code?: number | string | undefined;
        'enhanced-code'?: string | undefined;
        message?: string | undefined;
        description?: string | undefined;
      }>
    | undefined;
}>;

/** Mailgun tries for eight hours; what is older was caught by somebody, and what is from the future is no clock of theirs. */
const OLDEST = 24 * 3_600_000;
const AHEAD = 15 * 60_000;

/**
 * Whether Mailgun signed this with that key, lately. It signs no word of the event itself: whoever takes one in takes each token for one
 * event alone. Never throws.
 */
export function signedByMailgun(
  { timestamp, token, signature }: Signature,
  key: string,
  now: Instant,
): boolean {
  const at = Number(timestamp) * 1000;
  if (!(at > now - OLDEST && at < now + AHEAD)) return false;
  const ours = createHmac('sha256', key).update(`${timestamp}${token}`).digest();
  const theirs = Buffer.from(signature, 'hex');
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

/** What an event of Mailgun means. Pure, total. */
export function mailgunBack(event: MailgunEvent): Back {
  const id = event.message?.headers?.['message-id'] ?? '';
  const name = /^<?([0-9a-f]{40})@/.exec(id.trim())?.[1];
  return { ...verdictOf(event), names: name === undefined ? [] : [name], paths: [] };
}

function verdictOf(event: MailgunEvent): Verdict {
  switch (event.event) {
    case 'accepted':
      return { kind: 'accepted', why: 'event of Mailgun' };
    case 'delivered':
      return { kind: 'delivered', why: 'event of Mailgun' };
    case 'complained':
      return { kind: 'complaint', why: 'event of Mailgun' };
    case 'failed':
      return failed(event);
    default:
      return { kind: 'unclear', why: 'an event that is not asked for' };
  }
}

function failed({ severity, reason = '', 'delivery-status': status = {} }: MailgunEvent): Verdict {
  if (severity !== 'permanent') return { kind: 'delayed', why: 'event of Mailgun' };
  // They did not even try, since it failed before or was complained about: their list is not ours.
  if (reason.startsWith('suppress-')) return { kind: 'soft', why: 'on a list of Mailgun' };
  const { code, 'enhanced-code': enhanced, message = '', description = '' } = status;
  return failingOf(`${code ?? ''} ${message} ${description}`, enhanced);
}
