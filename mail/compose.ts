import { spokenTo } from './languages.ts';
import { linkName } from './link-name.ts';
import type { LinkTo } from './link-tag.ts';
import type { Merge } from './merge.ts';
import { isInstant, type SlotType } from './slots.ts';
import type { Template } from './template.ts';
import { withUtm } from './utm.ts';

/** A mail as one prospect gets it; `links`: where those of its links lead that are counted, by their names. */
export type Composed = Readonly<{
  subject: string;
  html: string;
  text: string;
  links?: Readonly<Record<string, string>>;
}>;

/** A mail that cannot be made of what it was given; `code` holds no personal data. */
export class ComposeError extends Error {
  readonly code: 'SLOT_MISSING' | 'SLOT_TYPE' | 'NO_UNSUBSCRIBE' | 'NO_POSTAL';

  constructor(code: ComposeError['code'], message: string) {
    super(message);
    this.name = 'ComposeError';
    this.code = code;
  }
}

/**
 * Merges a mail for one prospect, in their language. Pure and synchronous: the same values give the same bytes, in preview and in sending.
 * Throws `ComposeError` where a slot is not filled as its type wants, or the law's lines are missing.
 */
export function compose(written: Template, merge: Merge): Composed {
  const template = spokenTo(written, merge.person);
  if (merge.unsubscribe === '') {
    throw new ComposeError('NO_UNSUBSCRIBE', `${template.mail} was given no unsubscribe link.`);
  }
  if (merge.postal.trim() === '') {
    throw new ComposeError('NO_POSTAL', `${template.mail} was given no postal address.`);
  }
  const scope = {
    ...slotValues(template, merge.fill),
    person: plainValues(merge.person),
    account: plainValues(merge.account),
    owner: plainValues(merge.owner ?? {}),
    sender: merge.sender,
    unsubscribe: merge.unsubscribe,
    preferences: merge.preferences,
    ...(merge.confirm !== undefined && { confirm: merge.confirm }),
    postal: merge.postal,
  };
  const { link, links } = linksOf(merge);
  return {
    subject: oneLine(template.render.subject(scope)),
    html: template.render.html(scope, link),
    text: template.render.text(scope, link),
    ...(merge.click !== undefined && { links }),
  };
}

/** How the links of one mail are written, and what was: the same target is the same link wherever it stands. */
function linksOf({ click, utm }: Merge): Readonly<{ link: LinkTo; links: Record<string, string> }> {
  const links: Record<string, string> = {};
  const link = (written: string): string => {
    const target = utm === undefined ? written : withUtm(written, utm);
    if (click === undefined) return target;
    const name = linkName(target);
    links[name] = target;
    return click(name);
  };
  return { link, links };
}

/** The values fit to stand in a mail; whatever is not gives way to its fallback. */
const plainValues = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isPlain(value)));

/** People type their traits themselves: a text that could be a link, markup or another line is no name. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  if (typeof value !== 'string' || value.length > 80) return false;
  return value.isWellFormed() && !UNFIT.test(value) && !LINK.test(value);
}

// Line and paragraph separators, marks that turn the direction of reading, and what nobody sees are as bad as control characters. What joins
// letters (U+200C, U+200D) stays: Persian and emoji need it.
const UNFIT =
  /[\p{Cc}\u00AD\u180E\u200B\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** Markup, and whatever mail programs make a link of by themselves; a bare `booking.com` may be a company. */
const LINK = /\/\/|www\.|<|\.\p{L}{2,}(?::\d|[/?#])/iu;
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

function slotValues(template: Template, fill: Merge['fill']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(template.slots).map(([slot, type]) => {
      const value = slotValue(type, fill[slot]);
      if (value !== undefined) return [slot, value];
      const missing = fill[slot] === undefined || fill[slot] === null;
      throw new ComposeError(
        missing ? 'SLOT_MISSING' : 'SLOT_TYPE',
        `${template.mail} needs {{ ${slot} }} as a ${type}, and was given ${missing ? 'nothing' : `a ${typeof fill[slot]}`}.`,
      );
    }),
  );
}

function slotValue(type: SlotType, value: unknown): unknown {
  if (type === 'Date') return dateOf(value);
  if (type === 'string' && typeof value === 'string') return words(value);
  return typeof value === type ? value : undefined;
}

/** Events carry dates as ISO text, our own instants as milliseconds. */
function dateOf(value: unknown): Date | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value;
  if (typeof value === 'number' && Number.isFinite(value)) return new Date(value);
  return typeof value === 'string' && isInstant(value) ? new Date(value) : undefined;
}

/** Longer than any address or title: the rest of such an event would only swell the mail until mailboxes cut it off. */
const LONGEST_WORDS = 2_000;

/** Of an event: longer than a name, but a line of words, read in the direction in which it is written. */
function words(text: string): string {
  const line = oneLine(text.toWellFormed().replaceAll(TURNING, ''));
  if (line.length <= LONGEST_WORDS) return line;
  return `${line
    .slice(0, LONGEST_WORDS - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
