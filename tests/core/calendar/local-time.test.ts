import { describe, expect, test } from 'vitest';
import type { Slice } from '../../../core/calendar.ts';
import { dayOf, sayDay } from '../../../core/calendar/day.ts';
import { localTime, sayLocal, startOfDay } from '../../../core/calendar/local-time.ts';
import { isStale } from '../../../core/calendar/stale.ts';
import { berlin, instant, iso } from '../../support/some-calendar.ts';

/** Midnight of 4 November 2018 did not exist in São Paulo. */
const saoPaulo: Slice = {
  zone: 'America/Sao_Paulo',
  from: instant('2018-01-01T00:00Z'),
  until: instant('2019-01-01T00:00Z'),
  offsets: [
    [instant('2018-01-01T00:00Z'), -120],
    [instant('2018-02-18T02:00Z'), -180],
    [instant('2018-11-04T03:00Z'), -120],
  ],
  holidays: [],
};

describe('a day', () => {
  test('is counted as Date counts it, over four centuries', () => {
    for (let day = -80_000; day < 80_000; day += 17) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(sayDay(day)).toBe(text);
      expect(dayOf(text)).toBe(day);
    }
  });

  test.for(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '27-01-01', 'soon', ''])(
    'is not %o',
    (text) => {
      expect(dayOf(text)).toBeUndefined();
      expect(startOfDay(text, berlin)).toBeUndefined();
    },
  );

  test.for<[string, Slice, string]>([
    ['2027-03-04', berlin, '2027-03-03T23:00:00.000Z'],
    ['2027-03-29', berlin, '2027-03-28T22:00:00.000Z'],
    ['2018-11-03', saoPaulo, '2018-11-03T03:00:00.000Z'],
    ['2018-11-04', saoPaulo, '2018-11-04T03:00:00.000Z'],
    ['2018-02-18', saoPaulo, '2018-02-18T03:00:00.000Z'],
    ['2018-02-17', saoPaulo, '2018-02-17T02:00:00.000Z'],
    ['2040-07-01', berlin, '2040-06-30T23:00:00.000Z'],
    ['2000-07-01', berlin, '2000-06-30T23:00:00.000Z'],
  ])('%s begins in %o at %s', ([day, slice, at]) => {
    expect(iso(startOfDay(day, slice) ?? 0)).toBe(at);
  });
});

test.for<[string, string, number, number, string]>([
  ['2027-03-04T08:30:59Z', '2027-03-04', 4, 570, 'Thu 4 Mar 2027, 09:30'],
  ['2027-03-28T00:59:59.999Z', '2027-03-28', 7, 119, 'Sun 28 Mar 2027, 01:59'],
  ['2027-03-28T01:00:00Z', '2027-03-28', 7, 180, 'Sun 28 Mar 2027, 03:00'],
  ['2027-12-31T23:00:00Z', '2028-01-01', 6, 0, 'Sat 1 Jan 2028, 00:00'],
])('%s in Berlin: %s, weekday %d, minute %d: %s', ([at, day, weekday, minutes, said]) => {
  expect(localTime(instant(at), berlin)).toEqual({ day, weekday, minutes });
  expect(sayLocal(instant(at), berlin)).toBe(said);
});

test('a slice is stale when fewer than 60 days are left of it, or somebody moved', () => {
  expect(isStale(berlin, instant('2027-11-02T00:00Z'), 'Europe/Berlin')).toBe(false);
  expect(isStale(berlin, instant('2027-11-02T00:00:00.001Z'), 'Europe/Berlin')).toBe(true);
  expect(isStale(berlin, instant('2027-01-01T00:00Z'), 'Europe/Paris')).toBe(true);
});
