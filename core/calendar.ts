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

/** `at` and `count` (may be negative) business days or hours more. A business day keeps the local time of day. Pure. */
export function addBusiness(
  at: Instant,
  { count, unit }: Readonly<{ count: number; unit: 'day' | 'hour' }>,
  _calendar: Calendar,
): Instant {
  return at + count * (unit === 'day' ? 86_400_000 : 3_600_000); // replaced by the calendar's builder
}
