import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addBusiness, type Slice } from '../../core/calendar.ts';
import { localTime, startOfDay } from '../../core/calendar/local-time.ts';
import { whenShown } from '../../core/calendar/offsets.ts';
import { closesAt, opensAt } from '../../core/calendar/windows.ts';
import { sliceOf } from '../../zones/slice.ts';
import { hoursOf, instant, iso } from '../support/some-calendar.ts';

const ZONES = [
  'Australia/Sydney',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
];
const DAYS = 1096; // 2025 to 2027, and the first day after
const HOUR = 3_600_000;
const begin = instant('2025-01-01T00:00Z');
const end = begin + (DAYS - 1) * 24 * HOUR;
const years = (zone: string): Slice => sliceOf(zone, begin - 24 * HOUR, { days: DAYS + 30 });
const days = Array.from({ length: DAYS - 1 }, (_, more) =>
  Temporal.PlainDate.from('2025-01-01').add({ days: more }),
);
const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
const wallOf = (time: Temporal.PlainDateTime): number =>
  time.toZonedDateTime('UTC').epochMilliseconds;

/** Temporal's own list of when the clocks change. */
function changes(zone: string): readonly number[] {
  const all: number[] = [];
  let next = zoned(begin, zone).getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds < end) {
    all.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return all;
}

const said = (at: number, zone: string): ReturnType<typeof localTime> => {
  const time = zoned(at, zone);
  return {
    day: time.toPlainDate().toString(),
    weekday: time.dayOfWeek,
    minutes: time.hour * 60 + time.minute,
  };
};

test.for<[string, number]>([
  ['Australia/Sydney', 6],
  ['America/New_York', 6],
  ['Europe/Berlin', 6],
  ['Asia/Kathmandu', 0],
  ['America/Sao_Paulo', 0],
])('in three years the clocks of %s change %d times', ([zone, times]) => {
  expect(changes(zone)).toHaveLength(times);
});

describe.for(ZONES)('three years of %s, as Temporal tells them', (zone) => {
  const slice = years(zone);

  test('the local time of every quarter of an hour', () => {
    for (let at = begin; at < end; at += HOUR / 4)
      if (localTime(at, slice).minutes !== said(at, zone).minutes)
        expect(localTime(at, slice), iso(at)).toEqual(said(at, zone));
    for (let at = begin; at < end; at += 7 * HOUR)
      expect(localTime(at, slice), iso(at)).toEqual(said(at, zone));
  });

  test('the beginning of every day, and its 09:00', () => {
    for (const day of days) {
      const nine = day.toPlainDateTime('09:00');
      expect(startOfDay(day.toString(), slice), day.toString()).toBe(
        day.toZonedDateTime(zone).epochMilliseconds,
      );
      expect(whenShown(wallOf(nine), slice.offsets), nine.toString()).toBe(
        nine.toZonedDateTime(zone).epochMilliseconds,
      );
    }
  });

  test('every ten minutes around each change of the clocks, skipped and repeated ones too', () => {
    for (const change of changes(zone))
      for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += 10) {
        const wall = zoned(change, zone).toPlainDateTime().add({ minutes });
        expect(whenShown(wallOf(wall), slice.offsets), `${wall.toString()} ${zone}`).toBe(
          wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
        );
        const at = change + minutes * 60_000;
        expect(localTime(at, slice), iso(at)).toEqual(said(at, zone));
      }
  });

  test.for([1, 2, 5, 10, -1, -3, -10])(
    '%d business days from 09:00 and 02:30 of every day',
    (count) => {
      const calendar = { slice, hours: hoursOf({ days: 'mon-fri' }) };
      for (const day of days.slice(20, -20))
        for (const clock of ['09:00', '02:30']) {
          const from = day.toZonedDateTime({ timeZone: zone, plainTime: clock });
          // Where DST skips 02:30, the day's own time is 03:30: that is what it keeps.
          const then = walked(day, count).toZonedDateTime({
            timeZone: zone,
            plainTime: from.toPlainTime(),
          });
          expect(
            iso(addBusiness(from.epochMilliseconds, { count, unit: 'day' }, calendar)),
            `${from.toString()} and ${count}`,
          ).toBe(iso(then.epochMilliseconds));
        }
    },
  );

  test('business hours, counted one minute after the other', () => {
    const office = { days: 'mon-fri', from: '09:00', to: '17:00' };
    const nights = { days: 'sat-sun', from: '01:00', to: '04:00' };
    for (const hours of [office, nights].map(hoursOf))
      for (const change of changes(zone).slice(0, 2)) {
        const from = change - 30 * HOUR;
        expect(addBusiness(from, { count: 5.5, unit: 'hour' }, { slice, hours })).toBe(
          countedOut(from, 5.5 * 60, (at) => {
            const { weekday, minutes } = said(at, zone);
            return hours.days.includes(weekday) && minutes >= hours.from && minutes < hours.to;
          }),
        );
      }
  });

  test('a window on every day', () => {
    const window = hoursOf({ days: 'tue-thu', from: '09:00', to: '11:30' });
    for (const day of days) {
      const noon = day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds;
      const next = walkedTo(day, window.days);
      const at = (plainTime: string): number =>
        next.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
      expect(opensAt(noon, window, slice), day.toString()).toBe(at('09:00'));
      expect(closesAt(noon, window, slice), day.toString()).toBe(at('11:30'));
    }
  });
});

/** The n-th weekday from a day, walked day by day. */
function walked(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let [day, left] = [from, Math.abs(count)];
  while (left > 0) {
    day = day.add({ days: Math.sign(count) });
    if (day.dayOfWeek <= 5) left--;
  }
  return day;
}

function walkedTo(from: Temporal.PlainDate, weekdays: readonly number[]): Temporal.PlainDate {
  let day = from.add({ days: 1 });
  while (!weekdays.includes(day.dayOfWeek)) day = day.add({ days: 1 });
  return day;
}

function countedOut(from: number, minutes: number, open: (at: number) => boolean): number {
  let [at, left] = [from, minutes];
  for (; left > 0; at += 60_000) if (open(at)) left--;
  return at;
}

describe('zones that do odd things', () => {
  const year = (zone: string, from: string): Slice => sliceOf(zone, instant(from));
  test.for<[string, string, string, string]>([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 'skipped its midnight'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z', 'skips its midnight'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 'has two midnights'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 'skipped the day before'],
    ['America/Toronto', '1919-03-31', '1919-03-31T04:30:00.000Z', 'skipped from 23:30 to 00:30'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', 'changes by half an hour'],
  ])('%s: %s began at %s: it %s', ([zone, day, at]) => {
    expect(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds).toBe(instant(at));
    expect(iso(startOfDay(day, year(zone, `${day.slice(0, 4)}-01-01T00:00Z`)) ?? 0)).toBe(at);
  });

  test('a window of a day that a zone left out opens on the next', () => {
    const slice = year('Pacific/Apia', '2011-12-01T00:00Z');
    const fridays = hoursOf({ days: 'fri,sat', from: '09:00', to: '10:00' });
    const at = opensAt(instant('2011-12-29T20:00Z'), fridays, slice);
    expect(localTime(at, slice)).toEqual({ day: '2011-12-31', weekday: 6, minutes: 540 });
  });
});
