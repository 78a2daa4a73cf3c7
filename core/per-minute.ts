import { RECIPIENT_GROUPS } from './recipient-group.ts';

/** How many mails may leave in a minute; what is not said has no limit. */
export type PerMinute = Readonly<{
  all?: number;
  /** By group of recipients, or by domain. */
  to: Readonly<Record<string, number>>;
  /** By the id of the sender. */
  senders: Readonly<Record<string, number>>;
}>;

export const UNLIMITED: PerMinute = { to: {}, senders: {} };

/** What the large ones take from somebody whom they hardly know, as a start; source: flnk.it. */
export const USUAL_PER_MINUTE = 'gmail=100, outlook=60, icloud=60, yahoo=30';

/**
 * Reads `all=600, gmail=100, northwind.example=20, sender:ana=30`, or `none`. Throws an Error that names the variable and what is wrong in it,
 * never a value. Pure.
 */
export function parsePerMinute(text: string): PerMinute {
  if (text.trim() === 'none') return UNLIMITED;
  const pairs = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(pairOf);
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new Error(`${VARIABLE} says something twice. ${EXAMPLE}`);
  const all = pairs.find(([name]) => name === 'all')?.[1];
  const senders = pairs.filter(([name]) => name.startsWith(SENDER));
  return {
    ...(all !== undefined && { all }),
    to: Object.fromEntries(pairs.filter(([name]) => name !== 'all' && !name.startsWith(SENDER))),
    senders: Object.fromEntries(senders.map(([name, most]) => [name.slice(SENDER.length), most])),
  };
}

const VARIABLE = 'PERENNIAL_PER_MINUTE';
const EXAMPLE =
  'Write who=how many, as in all=600, gmail=100, northwind.example=20, sender:ana=30.';
const SENDER = 'sender:';
const NAME = /^(sender:[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/u;

function pairOf(part: string, index: number): readonly [string, number] {
  const [, said = '', digits = ''] = /^\s*(\S+?)\s*=\s*(\d{1,7})\s*$/.exec(part) ?? [];
  const name = said.startsWith(SENDER) ? said : said.toLowerCase();
  const known = name === 'all' || RECIPIENT_GROUPS.includes(name) || NAME.test(name);
  if (known && Number(digits) > 0) return [name, Number(digits)];
  const groups = RECIPIENT_GROUPS.join(', ');
  throw new Error(
    `${VARIABLE} is not understood at its ${index + 1}. part. ${EXAMPLE} Groups: ${groups}.`,
  );
}

/** Which of its senders the house has not; undefined where it has them all. Pure. */
export function strangeSender(
  { senders }: PerMinute,
  house: Readonly<{ senders: Readonly<Record<string, unknown>> }>,
): string | undefined {
  const strange = Object.keys(senders).find((id) => !Object.hasOwn(house.senders, id));
  if (strange === undefined) return undefined;
  const known = Object.keys(house.senders).join(', ');
  return `${VARIABLE} names a sender that the house has not. It has: ${known}.`;
}
