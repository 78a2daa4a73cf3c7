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
    return parsedOf(await PostalMime.parse(raw.subarray(0, READ), LIMITS));
  } catch {
    return undefined;
  }
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
