import PostalMime, { type Email } from 'postal-mime';

/** As much of a mail as says what it is. */
export type Parsed = Readonly<{
  /** The first of each, by its name in small letters. */
  headers: ReadonlyMap<string, string>;
  subject: string;
  /** In small letters; empty where nobody says. */
  from: string;
  /** Of the mail itself, without what is attached. */
  text: string;
  /** The parts of a report by their type, as text. */
  parts: ReadonlyMap<string, string>;
}>;

/** Reports come before what they return, and headers before all: nobody has to read the pictures. */
const READ = 1024 * 1024;
/** As many lines as a megabyte of attachments has; each costs the parser some 2 KB and 8 µs, however short it is. */
const MOST_LINES = 20_000;
const LINE_END = 0x0a;
const LIMITS = {
  forceRfc822Attachments: true,
  maxNestingDepth: 30,
  maxHeadersSize: 256 * 1024,
} as const;
const LONGEST_PART = 64 * 1024;
const LONGEST_TEXT = 32 * 1024;
const REPORT = /^(message\/|text\/rfc822-headers)/;

/** Undefined where the mail is not to be read: nested too deep, too many headers. Never throws. */
export async function parseBack(raw: Uint8Array): Promise<Parsed | undefined> {
  try {
    return parsedOf(await PostalMime.parse(beginningOf(raw), LIMITS));
  } catch {
    return undefined;
  }
}

function beginningOf(raw: Uint8Array): Uint8Array {
  const read = raw.subarray(0, READ);
  let end = 0;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    end = read.indexOf(LINE_END, end) + 1;
    if (end === 0) return read;
  }
  return read.subarray(0, end);
}

function parsedOf(mail: Email): Parsed {
  const reports = mail.attachments.filter(({ mimeType }) => REPORT.test(mimeType));
  return {
    headers: firstOf(mail.headers.map(({ key, value }) => [key, value] as const)),
    subject: mail.subject ?? '',
    from: (mail.from?.address ?? '').toLowerCase(),
    text: (mail.text ?? withoutMarkup(mail.html ?? '')).slice(0, LONGEST_TEXT),
    parts: firstOf(
      reports.map(({ mimeType, content }) => [mimeType, textOf(content).slice(0, LONGEST_PART)]),
    ),
  };
}

const firstOf = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
  new Map(pairs.toReversed());

const textOf = (content: Uint8Array | ArrayBuffer | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

const withoutMarkup = (html: string): string =>
  html.slice(0, LONGEST_PART).replaceAll(/<[^<>]{0,2000}>/g, ' ');
