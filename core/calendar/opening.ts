import type { Instant } from '../fact.ts';
import { DAY, type DayNumber, MINUTE } from './day.ts';
import { type Offsets, whenReached } from './offsets.ts';

/** A stretch of time, without its end. */
export type Opening = Readonly<{ from: Instant; to: Instant }>;

/**
 * From and to minutes of one local day. Whatever DST skips of it is gone, so that nothing may be left; of a time that the clock shows
 * twice the first counts, for opening and for closing. Pure, total.
 */
export const openingOn = (
  day: DayNumber,
  { from, to }: Readonly<{ from: number; to: number }>,
  offsets: Offsets,
): Opening => ({
  from: whenReached(day * DAY + from * MINUTE, offsets),
  to: whenReached(day * DAY + to * MINUTE, offsets),
});
