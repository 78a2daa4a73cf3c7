import type { Back } from './back.ts';
import type { Parsed } from './parse.ts';

const OURS = /<([0-9a-f]{40})@[^\s<>@]{1,253}>/g;
/** As bounces in plain words return a head. */
const IN_TEXT = /^[> \t]*message-id:\s*<([0-9a-f]{40})@[^\s<>@]{1,253}>/gim;
const PATH = /\bb\+[a-z2-7]{58}@[a-z0-9.-]{1,253}/gi;
const MOST = 20;

/** Which mails of ours this one may be about, the surest first: what it returns, what it answers, what went before that. Pure, total. */
export function namesIn(parsed: Parsed): Pick<Back, 'names' | 'paths'> {
  const { headers, text } = parsed;
  const returned = returnedHead(parsed);
  const threads = namesOf(headers.get('references') ?? '', OURS).toReversed();
  const names = [
    ...namesOf(headOf(returned, 'message-id'), OURS),
    ...namesOf(headers.get('in-reply-to') ?? '', OURS),
    ...threads,
    ...namesOf(text, IN_TEXT),
  ];
  const places = [headers.get('to'), headers.get('delivered-to'), headers.get('x-original-to')];
  const paths = [...places, headOf(returned, 'return-path'), reportOf(parsed)].flatMap(
    (place) => place?.match(PATH) ?? [],
  );
  return { names: firsts(names), paths: firsts(paths) };
}

const firsts = (all: readonly string[]): readonly string[] => [...new Set(all)].slice(0, MOST);

const namesOf = (text: string, which: RegExp): readonly string[] =>
  [...text.matchAll(which)].map(([, name = '']) => name);

/** Of the mail that a report returns: its head, or all of it. */
function returnedHead({ parts }: Parsed): string {
  const kinds = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'];
  const found = [...kinds, 'message/global', 'message/global-headers'].find((it) => parts.has(it));
  const whole = (found === undefined ? '' : parts.get(found)) ?? '';
  return whole.split(/\r?\n\r?\n/, 1)[0] ?? '';
}

const headOf = (head: string, name: string): string =>
  new RegExp(`^${name}:((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1] ?? '';

const reportOf = ({ parts }: Parsed): string =>
  /^original-mail-from:.*$/im.exec(parts.get('message/feedback-report') ?? '')?.[0] ?? '';
