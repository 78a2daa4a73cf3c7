import type { Verdict } from './delivery-report.ts';
import { blocksOf } from './fields.ts';
import type { Parsed } from './parse.ts';

/** What they say of us (RFC 5965, 6591, 6590). */
const TYPES: Readonly<Record<string, Verdict>> = {
  abuse: { kind: 'complaint', why: 'feedback report' },
  fraud: { kind: 'complaint', why: 'feedback report' },
  'opt-out': { kind: 'complaint', why: 'feedback report: leave me alone' },
  'opt-out-list': { kind: 'complaint', why: 'feedback report: leave me alone' },
  miscategorized: { kind: 'automatic', why: 'feedback report: no spam after all' },
  'not-spam': { kind: 'automatic', why: 'feedback report: no spam after all' },
  'auth-failure': { kind: 'policy', why: 'authentication' },
  virus: { kind: 'policy', why: 'refused by their rules' },
};

/** What a feedback report says; undefined where the mail is none. Pure, total. */
export function feedbackReport({ parts, subject }: Parsed): Verdict | undefined {
  const report = parts.get('message/feedback-report');
  if (report !== undefined) {
    const type = blocksOf(report).find((block) => block.has('feedback-type'));
    const said = type?.get('feedback-type')?.toLowerCase() ?? '';
    return Object.hasOwn(TYPES, said)
      ? TYPES[said]
      : { kind: 'unclear', why: 'feedback report of an unknown type' };
  }
  // Microsoft's programme returns the mail with a header of its own, and no report.
  const original = parts.get('message/rfc822') ?? '';
  const fromMicrosoft = /^x-hmxmroriginalrecipient:/im.test(original);
  return fromMicrosoft && /^complaint about message from/i.test(subject)
    ? { kind: 'complaint', why: 'complaint of Outlook' }
    : undefined;
}
