import { type DayNumber, weekdayOf } from './day.ts';

/** The days on which something is open. */
export type OpenDays = Readonly<{
  has: (day: DayNumber) => boolean;
  /** The n-th open day after `day`; before it where `n` is negative. */
  nth: (day: DayNumber, n: number) => DayNumber;
}>;

/**
 * All days of these weekdays but the closed ones, or undefined where no weekday is open. Pure, total; `nth` counts in weeks, so that
 * a thousand days cost as much as one.
 */
export function openDays(
  weekdays: readonly number[],
  closed: readonly DayNumber[],
): OpenDays | undefined {
  const open = new Set(weekdays.filter((weekday) => [1, 2, 3, 4, 5, 6, 7].includes(weekday)));
  if (open.size === 0) return undefined;
  const missing = [...new Set(closed)]
    .filter((day) => open.has(weekdayOf(day)))
    .toSorted((a, b) => a - b);
  return {
    has: (day) => open.has(weekdayOf(day)) && !missing.includes(day),
    nth: (day, n) => {
      if (n === 0) return day;
      return n > 0 ? forward({ open, missing }, day, n) : backward({ open, missing }, day, -n);
    },
  };
}

type Week = Readonly<{ open: ReadonlySet<number>; missing: readonly DayNumber[] }>;

function forward({ open, missing }: Week, day: DayNumber, n: number): DayNumber {
  let count = n;
  let found = nthOfWeekdays(open, day, count);
  for (const lost of missing)
    if (lost > day && lost <= found) found = nthOfWeekdays(open, day, ++count);
  return found;
}

/** Forward in a mirror: the same days counted from the other end. */
function backward({ open, missing }: Week, day: DayNumber, n: number): DayNumber {
  const mirror = {
    open: new Set([...open].map((weekday) => weekdayOf(-dayLike(weekday)))),
    missing: missing.map((lost) => -lost).toReversed(),
  };
  return -forward(mirror, -day, n);
}

/** Some day of this weekday: 1970-01-01 was a Thursday. */
const dayLike = (weekday: number): DayNumber => weekday - 4;

function nthOfWeekdays(open: ReadonlySet<number>, day: DayNumber, n: number): DayNumber {
  const weeks = Math.floor((n - 1) / open.size);
  const ahead = [1, 2, 3, 4, 5, 6, 7].filter((days) => open.has(weekdayOf(day + days)));
  return day + weeks * 7 + (ahead[n - 1 - weeks * open.size] ?? 0);
}
