import { automatic } from './automatic.ts';
import type { Back } from './back.ts';
import { deliveryReport } from './delivery-report.ts';
import { excerptOf } from './excerpt.ts';
import { feedbackReport } from './feedback-report.ts';
import { namesIn } from './names.ts';
import { type Parsed, parseBack } from './parse.ts';
import { plainBounce } from './plain-bounce.ts';

/** The largest that is read at all; the listener takes no more. */
export const LARGEST_BACK = 10 * 1024 * 1024;

/**
 * What a mail that came back is, by its own words. It believes nobody: what it says of us is for the ledger to confirm. Same bytes, same
 * answer. Never throws.
 */
export async function classify(raw: Uint8Array): Promise<Back> {
  if (raw.length > LARGEST_BACK) return unread('larger than 10 MB');
  const parsed = await parseBack(raw);
  if (parsed === undefined) return unread('nested or headed beyond all reason');
  const { from, headers } = parsed;
  const messageId = headers.get('message-id')?.trim().slice(0, 500);
  const verdict = verdictOf(parsed);
  const excerpt = verdict.kind === 'reply' ? excerptOf(parsed.text) : '';
  return {
    ...verdict,
    ...(excerpt !== '' && { excerpt }),
    ...(from !== '' && { from }),
    ...(messageId !== undefined && messageId !== '' && { messageId }),
    ...namesIn(parsed),
  };
}

const unread = (why: string): Back => ({ kind: 'unclear', why, names: [], paths: [] });

function verdictOf(parsed: Parsed): Pick<Back, 'kind' | 'why' | 'status'> {
  const machine =
    feedbackReport(parsed) ?? deliveryReport(parsed) ?? plainBounce(parsed) ?? automatic(parsed);
  if (machine !== undefined) return machine;
  if (!parsed.from.includes('@')) return { kind: 'unclear', why: 'nobody says they wrote it' };
  if (/^(no-?reply|do-?not-?reply|mailer-daemon)\b/.test(parsed.from))
    return { kind: 'automatic', why: 'nobody reads that address' };
  return { kind: 'reply', why: 'no sign of a machine' };
}
