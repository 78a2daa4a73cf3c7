import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../core/calendar/day.ts';
import { sliceOf } from '../../zones/slice.ts';
import { isZone } from '../../zones/zone.ts';
import { instant } from '../support/some-calendar.ts';

const from = instant('2027-01-15T13:30Z');

describe('a slice', () => {
  test('holds the offsets of 400 days from the beginning of that day', () => {
    expect(sliceOf('Europe/Berlin', from)).toEqual({
      zone: 'Europe/Berlin',
      from: instant('2027-01-15T00:00Z'),
      until: instant('2028-02-19T00:00Z'),
      offsets: [
        [instant('2027-01-15T00:00Z'), 60],
        [instant('2027-03-28T01:00Z'), 120],
        [instant('2027-10-31T01:00Z'), 60],
      ],
      holidays: [],
    });
  });

  test.for<[string, number]>([
    ['UTC', 0],
    ['Asia/Kathmandu', 345],
    ['America/Sao_Paulo', -180],
  ])('%s has one offset: %d', ([zone, minutes]) => {
    expect(sliceOf(zone, from).offsets).toEqual([[instant('2027-01-15T00:00Z'), minutes]]);
  });

  test('ends when it is told to, and holds the holidays in it, in order', () => {
    const holidays = ['2027-12-25', '2027-01-25', '2027-01-20', '2027-01-20', '2026-12-25', 'soon'];
    const slice = sliceOf('Europe/Berlin', from, { days: 30, holidays });
    expect(slice.until).toBe(instant('2027-02-14T00:00Z'));
    expect(slice.holidays).toEqual([dayOf('2027-01-20'), dayOf('2027-01-25')]);
    expect(slice.offsets).toHaveLength(1);
  });

  test('survives JSON, and is small', () => {
    const text = JSON.stringify(sliceOf('Australia/Sydney', from, { holidays: ['2027-12-25'] }));
    expect(JSON.parse(text)).toEqual(
      sliceOf('Australia/Sydney', from, { holidays: ['2027-12-25'] }),
    );
    expect(text.length).toBeLessThan(250);
  });

  test('is made once a day', () => {
    expect(sliceOf('Asia/Tokyo', from + 3_600_000)).toBe(sliceOf('Asia/Tokyo', from));
    expect(sliceOf('Asia/Tokyo', from + 86_400_000)).not.toBe(sliceOf('Asia/Tokyo', from));
    expect(sliceOf('Asia/Tokyo', from, { holidays: ['2027-02-01'] }).holidays).toHaveLength(1);
  });

  test('of no zone is refused', () => {
    expect(() => sliceOf('Europe/Berlino', from)).toThrow("'Europe/Berlino' is no time zone");
  });
});

test.for(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'CET'])(
  '%s is a zone',
  (name) => {
    expect(isZone(name)).toBe(true);
  },
);
test.for(['', 'Berlin', 'Europe/Berlino', '+02:00', '-05:00', 'recipient', '2027-01-01[UTC]', 'Z'])(
  '%o is none',
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);

test('every zone that there is can be sliced, and Temporal knows it too', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(isZone(zone)).toBe(true);
    expect(new Temporal.ZonedDateTime(0n, zone).timeZoneId).toBe(zone);
  }
});
