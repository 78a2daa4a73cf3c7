import { type Length, parseLength } from '../length.ts';
import { refuse, type Spot } from './draft.ts';
import { isFields, notYet, spell } from './fields.ts';

const CENTURY = 36_525 * 86_400_000;

/** A length of time: more than none, and less than a century. */
export function lengthIn(spot: Spot, value: unknown): Length {
  if (typeof value !== 'string') return noString(spot, value);
  const milliseconds = parseLength(value, 1);
  if (milliseconds === undefined) noLength(spot, value);
  else if (milliseconds <= 0 || milliseconds > CENTURY) outOfReach(spot, value);
  return value;
}

function noString(spot: Spot, value: unknown): Length {
  if (isFields(value)) notYet(spot, 'a date as a time', "Say a length instead: '3 days'.");
  else noLength(spot, value);
  return '';
}

function noLength(spot: Spot, value: unknown): void {
  if (typeof value === 'string' && / business (hour|day)s?$/.test(value)) {
    notYet(spot, value, `Leave 'business' out for now: '${value.replace('business ', '')}'.`);
    return;
  }
  if (typeof value === 'string' && /^\d+-\d+-\d+$/.test(value)) {
    notYet(spot, 'a date as a time', "Say a length instead: '3 days'.");
    return;
  }
  refuse(spot, {
    code: 'L050',
    what: `${spell(value)} is no length.`,
    mend: "Lengths look like '3 days', '1 hour', '90 minutes', '2 weeks' or '6 months'.",
  });
}

const outOfReach = (spot: Spot, value: string): void =>
  refuse(spot, {
    code: 'L050',
    what: `'${value}' is ${value.startsWith('0') ? 'no time at all' : 'longer than anybody waits'}.`,
    mend: "Say a length like '3 days', or take it out.",
  });
