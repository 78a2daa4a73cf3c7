import type { Slice } from '../calendar.ts';
import type { Instant } from '../fact.ts';
import { DAY } from './day.ts';

/** A slice is made anew when fewer days than this are left of it. */
const LEFT = 60;

/** Whether another slice must be made: of another zone, or because this one ends in fewer than 60 days. Pure. */
export const isStale = (slice: Slice, now: Instant, zone: string): boolean =>
  slice.zone !== zone || slice.until - now < LEFT * DAY;
