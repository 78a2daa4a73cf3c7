import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addBusiness, type Hours, type Slice } from '../../core/calendar.ts';
import { type LocalTime, localTime, startOfDay } from '../../core/calendar/local-time.ts';
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
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

const said = (at: number, zone: string): LocalTime => {
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

type Judge<T> = (one: T) => unknown;

/** Where we and Temporal do not agree. */
const disputed = <T>(all: readonly T[], ours: Judge<T>, theirs: Judge<T>): readonly unknown[] =>
  all
    .filter((one) => !isDeepStrictEqual(ours(one), theirs(one)))
    .map((one) => ({ of: JSON.stringify(one), ours: ours(one), theirs: theirs(one) }));
const every = (step: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, steps) => from + steps * step);

describe.for(ZONES)('three years of %s, as Temporal tells them', (zone) => {
  const slice = years(zone);
  const on = (day: Temporal.PlainDate, plainTime: string | Temporal.PlainTime): number =>
    day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  const around = changes(zone).flatMap((change) =>
    every(10 * MINUTE, change - 26 * HOUR, change + 26 * HOUR),
  );

  test('the local time of every hour', () => {
    const all = [...every(HOUR, begin, end), ...around];
    expect(
      disputed(
        all,
        (at) => localTime(at, slice),
        (at) => said(at, zone),
      ),
    ).toEqual([]);
  });

  test('the beginning of every day, and its 09:00', () => {
    const begins = disputed(
      days,
      (day) => startOfDay(day.toString(), slice),
      (day) => day.toZonedDateTime(zone).epochMilliseconds,
    );
    const nines = disputed(
      days,
      (day) => whenShown(wallOf(day.toPlainDateTime('09:00')), slice.offsets),
      (day) => on(day, '09:00'),
    );
    expect([...begins, ...nines]).toEqual([]);
  });

  test('every ten minutes on the wall around each change, skipped and repeated ones too', () => {
    const walls = around.map((at) =>
      Temporal.PlainDateTime.from(new Date(at).toISOString().slice(0, -1)),
    );
    expect(
      disputed(
        walls,
        (wall) => whenShown(wallOf(wall), slice.offsets),
        (wall) => wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
      ),
    ).toEqual([]);
  });

  test.for([1, 2, 5, 10, -1, -3, -10])(
    '%d business days from 09:00 and 02:30 of every day',
    (count) => {
      const calendar = { slice, hours: hoursOf({ days: 'mon-fri' }) };
      const starts = days.slice(20, -20).flatMap((day) => [on(day, '09:00'), on(day, '02:30')]);
      expect(
        disputed(
          starts,
          (at) => addBusiness(at, { count, unit: 'day' }, calendar),
          // Where DST skips 02:30 it is 03:30 already: that is the time of day which is kept.
          (at) => on(walked(zoned(at, zone).toPlainDate(), count), zoned(at, zone).toPlainTime()),
        ),
      ).toEqual([]);
    },
  );

  test('business hours, counted one minute after the other', () => {
    const office = hoursOf({ days: 'mon-fri', from: '09:00', to: '17:00' });
    const nights = hoursOf({ days: 'sat-sun', from: '01:00', to: '04:00' });
    const starts = [begin, ...changes(zone).slice(0, 2)].map((at) => at - 30 * HOUR);
    for (const hours of [office, nights])
      expect(
        disputed(
          starts,
          (at) => addBusiness(at, { count: 5.5, unit: 'hour' }, { slice, hours }),
          (at) => countedOut(at, 5.5 * 60, (minute) => isIn(hours, said(minute, zone))),
        ),
      ).toEqual([]);
  });

  test('a window, asked at every noon', () => {
    const window = hoursOf({ days: 'tue-thu', from: '09:00', to: '11:30' });
    expect(
      disputed(
        days,
        (day) => [
          opensAt(on(day, '12:00'), window, slice),
          closesAt(on(day, '12:00'), window, slice),
        ],
        (day) => ['09:00', '11:30'].map((time) => on(walkedTo(day, window.days), time)),
      ),
    ).toEqual([]);
  });
});

const isIn = ({ days: open, from, to }: Hours, { weekday, minutes }: LocalTime): boolean =>
  open.includes(weekday) && minutes >= from && minutes < to;

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
