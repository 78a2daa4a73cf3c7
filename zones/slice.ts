import { Temporal } from 'temporal-polyfill';
import { DAY, dayOf } from '../core/calendar/day.ts';
import type { Slice } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import { isZone } from './zone.ts';

/** So many slices are kept: a day's zones, and more. */
const KEPT = 1000;
const kept = new Map<string, Slice>();

/**
 * The offsets of a zone, and those of these holidays ('YYYY-MM-DD', local days) that fall into it, for 400 days or so many. It begins
 * with the day (UTC) of `from`, so that all who ask on one day get the same one. Throws a RangeError for what is no zone.
 */
export function sliceOf(
  zone: string,
  from: Instant,
  { days = 400, holidays = [] }: Readonly<{ days?: number; holidays?: readonly string[] }> = {},
): Slice {
  const begin = Math.floor(from / DAY) * DAY;
  const key = JSON.stringify([zone, begin, days, holidays]);
  const slice = kept.get(key) ?? made(zone, { from: begin, until: begin + days * DAY }, holidays);
  kept.set(key, slice);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return slice;
}

type Stretch = Pick<Slice, 'from' | 'until'>;

function made(zone: string, stretch: Stretch, holidays: readonly string[]): Slice {
  if (!isZone(zone))
    throw new RangeError(
      `'${zone}' is no time zone. Say one of the IANA database: 'Europe/Berlin'.`,
    );
  return {
    zone,
    ...stretch,
    offsets: offsetsOf(zone, stretch),
    holidays: [...new Set(holidays.flatMap((day) => dayOf(day) ?? []))]
      // Local days begin up to a day away from those of UTC.
      .filter((day) => (day + 2) * DAY > stretch.from && (day - 1) * DAY < stretch.until)
      .toSorted((a, b) => a - b),
  };
}

function offsetsOf(zone: string, { from, until }: Stretch): Slice['offsets'] {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const offsets = [offsetOf(first)];
  let next = first.getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds < until) {
    offsets.push(offsetOf(next));
    next = next.getTimeZoneTransition('next');
  }
  return offsets;
}

const offsetOf = (time: Temporal.ZonedDateTime): readonly [Instant, number] => [
  time.epochMilliseconds,
  time.offsetNanoseconds / 60e9,
];
