import { DAY, HOUR, MINUTE } from './calendar/day.ts';
import { localDay, wallAt, whenShown } from './calendar/offsets.ts';
import { type OpenDays, openDays } from './calendar/open-days.ts';
import { openingOn } from './calendar/opening.ts';
import type { Instant } from './fact.ts';

/** Offsets and holidays of one zone over a stretch of time: plain data, made by zones/. Outside it the nearest offset goes on. */
export type Slice = Readonly<{
  /** IANA name. */
  zone: string;
  from: Instant;
  until: Instant;
  /** [from this instant on, minutes east of UTC], in order; the first one holds from the beginning. */
  offsets: readonly (readonly [Instant, number])[];
  /** Local days on which nobody works, as days since 1970-01-01. */
  holidays: readonly number[];
}>;

/** When somebody works, or may be written to: on these weekdays (1 Monday … 7 Sunday), from and to minutes of the local day. */
export type Hours = Readonly<{ days: readonly number[]; from: number; to: number }>;

/** All that business days and business hours need. */
export type Calendar = Readonly<{ slice: Slice; hours: Hours }>;

/**
 * `at` and `count` (may be negative) business days or hours more. A business day keeps the local time of day, and a part of one counts
 * as a whole; from a day off, the first one is the next working day. Business hours may be fractions and end at the latest at closing
 * time, not at the next opening. Where nobody ever works, every day and hour counts. Pure, total.
 */
export function addBusiness(
  at: Instant,
  { count, unit }: Readonly<{ count: number; unit: 'day' | 'hour' }>,
  calendar: Calendar,
): Instant {
  const days = openDays(calendar.hours.days, calendar.slice.holidays);
  const size = unit === 'day' ? DAY : HOUR;
  if (days === undefined || count === 0) return at + Math.round(count * size);
  return unit === 'day'
    ? addDays(at, count, { ...calendar, days })
    : addHours(at, count, { ...calendar, days });
}

type Work = Calendar & Readonly<{ days: OpenDays }>;

function addDays(at: Instant, count: number, { slice: { offsets }, days }: Work): Instant {
  const wall = wallAt(at, offsets);
  const day = Math.floor(wall / DAY);
  const whole = Math.sign(count) * Math.ceil(Math.abs(count));
  return whenShown(wall + (days.nth(day, whole) - day) * DAY, offsets);
}

/** So many working days are walked one by one: more than a slice has. Those after them are jumped over, as if no offset changed. */
const WALKED = 1000;

function addHours(at: Instant, count: number, { slice: { offsets }, hours, days }: Work): Instant {
  const length = (hours.to - hours.from) * MINUTE;
  const ahead = Math.sign(count);
  let rest = Math.round(Math.abs(count) * HOUR);
  if (length <= 0) return at + ahead * rest;
  let day = localDay(at, offsets);
  if (!days.has(day)) day = days.nth(day, ahead);
  for (let walked = 0; walked < 2 * WALKED; walked++) {
    const { from, to } = openingOn(day, hours, offsets);
    const open = ahead > 0 ? to - Math.max(at, from) : Math.min(at, to) - from;
    if (rest <= open) return ahead > 0 ? to - (open - rest) : from + (open - rest);
    rest -= Math.max(0, open);
    const jump = walked === WALKED ? Math.ceil(rest / length) - 1 : 0;
    rest -= jump * length;
    day = days.nth(day, ahead * (jump + 1));
  }
  return at + ahead * rest;
}
