import type { Slice } from '../calendar.ts';
import type { Instant } from '../fact.ts';
import { civilOf, DAY, dayOf, MINUTE, padded, sayDay, weekdayOf } from './day.ts';
import { wallAt, whenReached } from './offsets.ts';

/** What calendar and clock on the wall show. `day` is 'YYYY-MM-DD', weekday 1 Monday … 7 Sunday, minutes those of the day. */
export type LocalTime = Readonly<{ day: string; weekday: number; minutes: number }>;

const WEEKDAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The local time of an instant; seconds are dropped. Pure, total. */
export function localTime(at: Instant, slice: Slice): LocalTime {
  const wall = wallAt(at, slice.offsets);
  const day = Math.floor(wall / DAY);
  return {
    day: sayDay(day),
    weekday: weekdayOf(day),
    minutes: Math.floor((wall - day * DAY) / MINUTE),
  };
}

/** For people: 'Thu 4 Mar 2027, 09:30'. Pure, total. */
export function sayLocal(at: Instant, slice: Slice): string {
  const wall = wallAt(at, slice.offsets);
  const { year, month, date, weekday } = civilOf(Math.floor(wall / DAY));
  const { minutes } = localTime(at, slice);
  const clock = `${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
  return `${WEEKDAYS[weekday - 1]} ${date} ${MONTHS[month - 1]} ${year}, ${clock}`;
}

/** The first instant of the local day 'YYYY-MM-DD', or undefined where that is no day. Where DST skips midnight: the jump. Pure. */
export function startOfDay(day: string, slice: Slice): Instant | undefined {
  const number = dayOf(day);
  return number === undefined ? undefined : whenReached(number * DAY, slice.offsets);
}
