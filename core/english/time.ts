import type { Anchor, Ask, Frozen, PropertyRef, Time } from '../frozen.ts';
import { plainWords, type Says, wordOf } from './says.ts';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** '3 days', or 'until 1 hour before the webinar begins': how long one waits. Pure, total. */
export function timeInEnglish(time: Time, journey: Pick<Frozen, 'facts'>, says: Says = {}): string {
  if (typeof time === 'string') return time;
  const ask = journey.facts[time.moment];
  return ask?.kind === 'moment' ? `until ${sayMoment(ask, says)}` : `until ‘${time.moment}’`;
}

/** '1 hour before the webinar begins'. Pure. */
export const sayMoment = (
  { anchor, shift }: Extract<Ask, { kind: 'moment' }>,
  says: Says,
): string =>
  shift === undefined
    ? sayAnchor(anchor, says)
    : `${shift.by} ${shift.side} ${sayAnchor(anchor, says)}`;

function sayAnchor(anchor: Anchor, says: Says): string {
  if ('day' in anchor) return sayDay(anchor.day);
  if ('of' in anchor) return sayProperty(anchor, says);
  const word = wordOf(anchor.trait, says);
  return word === undefined || word.includes('…') ? `their ‘${plainWords(anchor.trait)}’` : word;
}

/** 'the start of the webinar', or 'the ‘starts at’ of ‘webinar registered’'. Pure. */
export const sayProperty = ({ of, property }: PropertyRef, says: Says): string =>
  wordOf(`${of}.${property}`, says) ?? `the ‘${plainWords(property)}’ of ‘${plainWords(of)}’`;

/** '20 August 2027' of '2027-08-20'. */
function sayDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name} ${year}`;
}
