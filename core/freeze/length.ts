import { isBusiness, type Length, parseLength } from '../length.ts';
import { refuse, type Spot } from './draft.ts';
import { spell } from './fields.ts';

const CENTURY = 36_525 * 86_400_000;

/** A length of time: more than none, and less than a century. */
export function lengthIn(spot: Spot, value: unknown): Length {
  const milliseconds = typeof value === 'string' ? parseLength(value, 1) : undefined;
  if (typeof value !== 'string' || milliseconds === undefined) return noLength(spot, value);
  if (milliseconds <= 0 || milliseconds > CENTURY) outOfReach(spot, value);
  else if (/^\d+\.\d+ business day/.test(value)) noWhole(spot, value);
  return value;
}

/** A length that goes by the clock alone: no calendar is asked there. */
export function spanIn(spot: Spot, value: unknown): Length {
  const length = lengthIn(spot, value);
  if (!isBusiness(length)) return length;
  refuse(spot, {
    code: 'L050',
    what: `'${length}' is counted in working time, and here every day counts.`,
    mend: `Leave 'business' out: '${length.replace('business ', '')}'.`,
  });
  return length;
}

function noLength(spot: Spot, value: unknown): Length {
  const business = typeof value === 'string' && / business \w+$/.test(value);
  refuse(spot, {
    code: 'L050',
    what: `${spell(value)} is no length.`,
    mend: business
      ? "Working time is counted in days and hours: '5 business days', '4 business hours'."
      : "Lengths look like '3 days', '1 hour', '90 minutes', '2 weeks' or '6 months'.",
  });
  return '';
}

const outOfReach = (spot: Spot, value: string): void =>
  refuse(spot, {
    code: 'L050',
    what: `'${value}' is ${value.startsWith('0') ? 'no time at all' : 'longer than anybody waits'}.`,
    mend: "Say a length like '3 days', or take it out.",
  });

const noWhole = (spot: Spot, value: string): void =>
  refuse(spot, {
    code: 'L050',
    what: `'${value}' is no whole number of working days.`,
    mend: "Say whole days, or hours: '4 business hours'.",
  });
