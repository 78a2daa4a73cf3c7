import { describe, expect, test } from 'vitest';
import { addBusiness, type Calendar } from '../../../core/calendar.ts';
import { sayLocal } from '../../../core/calendar/local-time.ts';
import {
  atOffice,
  berlin,
  hoursOf,
  instant,
  office,
  withHolidays,
} from '../../support/some-calendar.ts';

type Length = Parameters<typeof addBusiness>[1];

const whole: Calendar = { slice: berlin, hours: hoursOf({}) };
const may = withHolidays(berlin, '2027-05-06', '2027-05-17');

const after = (from: string, length: Length, calendar = atOffice): string =>
  sayLocal(addBusiness(instant(from), length, calendar), calendar.slice);

describe('business days keep the time of day', () => {
  test.for<[string, number, string]>([
    ['2027-03-01T10:15+01:00', 1, 'Tue 2 Mar 2027, 10:15'],
    ['2027-03-01T10:15+01:00', 0, 'Mon 1 Mar 2027, 10:15'],
    ['2027-03-05T10:15+01:00', 1, 'Mon 8 Mar 2027, 10:15'],
    ['2027-03-05T20:00+01:00', 1, 'Mon 8 Mar 2027, 20:00'],
    ['2027-03-01T10:15+01:00', 5, 'Mon 8 Mar 2027, 10:15'],
    ['2027-03-01T10:15+01:00', 10, 'Mon 15 Mar 2027, 10:15'],
    ['2027-03-06T10:15+01:00', 1, 'Mon 8 Mar 2027, 10:15'],
    ['2027-03-07T10:15+01:00', 2, 'Tue 9 Mar 2027, 10:15'],
    ['2027-03-08T10:15+01:00', -1, 'Fri 5 Mar 2027, 10:15'],
    ['2027-03-07T10:15+01:00', -1, 'Fri 5 Mar 2027, 10:15'],
    ['2027-03-10T10:15+01:00', -10, 'Wed 24 Feb 2027, 10:15'],
    ['2027-03-01T10:15+01:00', 0.5, 'Tue 2 Mar 2027, 10:15'],
    ['2027-03-26T10:15+01:00', 1, 'Mon 29 Mar 2027, 10:15'],
    ['2027-10-29T10:15+02:00', 1, 'Mon 1 Nov 2027, 10:15'],
    ['2027-03-01T10:15+01:00', 2610, 'Mon 2 Mar 2037, 10:15'],
  ])('%s and %d: %s', ([from, count, then]) => {
    expect(after(from, { count, unit: 'day' })).toBe(then);
  });

  test.for<[string, number, string]>([
    ['2027-05-05T10:00+02:00', 1, 'Fri 7 May 2027, 10:00'],
    ['2027-05-06T10:00+02:00', 1, 'Fri 7 May 2027, 10:00'],
    ['2027-05-05T10:00+02:00', 7, 'Tue 18 May 2027, 10:00'],
    ['2027-05-18T10:00+02:00', -1, 'Fri 14 May 2027, 10:00'],
    ['2027-05-18T10:00+02:00', -7, 'Wed 5 May 2027, 10:00'],
  ])('holidays do not count: %s and %d: %s', ([from, count, then]) => {
    expect(after(from, { count, unit: 'day' }, { slice: may, hours: office })).toBe(then);
  });

  test.for<[string, number, string]>([
    // 02:30 does not exist on the 28th: an hour later. On the 31st it comes twice: the first.
    ['2027-03-27T02:30+01:00', 1, '2027-03-28T01:30:00.000Z'],
    ['2027-03-29T02:30+02:00', -1, '2027-03-28T01:30:00.000Z'],
    ['2027-10-30T02:30+02:00', 1, '2027-10-31T00:30:00.000Z'],
    ['2027-11-01T02:30+01:00', -1, '2027-10-31T00:30:00.000Z'],
    ['2027-10-31T02:30+01:00', 1, '2027-11-01T01:30:00.000Z'],
  ])('where DST skips or repeats the hour: %s and %d: %s', ([from, count, then]) => {
    const at = addBusiness(instant(from), { count, unit: 'day' }, whole);
    expect(new Date(at).toISOString()).toBe(then);
  });
});

describe('business hours count only while people work', () => {
  test.for<[string, number, string]>([
    ['2027-03-01T10:15+01:00', 1, 'Mon 1 Mar 2027, 11:15'],
    ['2027-03-01T10:15+01:00', 0.25, 'Mon 1 Mar 2027, 10:30'],
    ['2027-03-01T16:30+01:00', 1, 'Tue 2 Mar 2027, 09:30'],
    ['2027-03-01T16:00+01:00', 1, 'Mon 1 Mar 2027, 17:00'],
    ['2027-03-05T16:30+01:00', 4, 'Mon 8 Mar 2027, 12:30'],
    ['2027-03-05T20:00+01:00', 1, 'Mon 8 Mar 2027, 10:00'],
    ['2027-03-06T12:00+01:00', 8, 'Mon 8 Mar 2027, 17:00'],
    ['2027-03-06T12:00+01:00', 0, 'Sat 6 Mar 2027, 12:00'],
    ['2027-03-01T06:00+01:00', 40, 'Fri 5 Mar 2027, 17:00'],
    ['2027-03-08T09:30+01:00', -1, 'Fri 5 Mar 2027, 16:30'],
    ['2027-03-07T12:00+01:00', -8, 'Fri 5 Mar 2027, 09:00'],
    ['2027-03-08T10:00+01:00', -1, 'Mon 8 Mar 2027, 09:00'],
    ['2027-03-01T09:00+01:00', 20_880, 'Fri 27 Feb 2037, 17:00'],
  ])('%s and %d: %s', ([from, count, then]) => {
    expect(after(from, { count, unit: 'hour' })).toBe(then);
  });

  test('not on holidays', () => {
    const calendar = { slice: may, hours: office };
    expect(after('2027-05-05T16:00+02:00', { count: 2, unit: 'hour' }, calendar)).toBe(
      'Fri 7 May 2027, 10:00',
    );
    expect(after('2027-05-07T10:00+02:00', { count: -2, unit: 'hour' }, calendar)).toBe(
      'Wed 5 May 2027, 16:00',
    );
  });

  test.for<[string, number, string]>([
    ['2027-03-28T00:00+01:00', 23, 'Mon 29 Mar 2027, 00:00'],
    ['2027-03-28T01:30+01:00', 1, 'Sun 28 Mar 2027, 03:30'],
    ['2027-10-31T00:00+02:00', 25, 'Mon 1 Nov 2027, 00:00'],
    ['2027-03-29T00:00+02:00', -23, 'Sun 28 Mar 2027, 00:00'],
  ])('a day has the hours that it has: %s and %d: %s', ([from, count, then]) => {
    expect(after(from, { count, unit: 'hour' }, whole)).toBe(then);
  });
});

describe('whatever the calendar, there is an answer', () => {
  const at = instant('2027-03-01T10:15Z');
  const never = { days: [], from: 540, to: 1020 };
  test.for<[string, Calendar, 'day' | 'hour', number]>([
    ['nobody works on any day', { slice: berlin, hours: never }, 'day', 2 * 86_400_000],
    ['nobody works on any day', { slice: berlin, hours: never }, 'hour', 2 * 3_600_000],
    [
      'weekdays that are none',
      { slice: berlin, hours: { ...never, days: [0, 8] } },
      'day',
      2 * 86_400_000,
    ],
    [
      'hours of no length',
      { slice: berlin, hours: { days: [1], from: 60, to: 60 } },
      'hour',
      2 * 3_600_000,
    ],
    ['no offsets', { slice: { ...berlin, offsets: [] }, hours: office }, 'hour', 2 * 3_600_000],
  ])('%s', ([, calendar, unit, more]) => {
    expect(addBusiness(at, { count: 2, unit }, calendar)).toBe(at + more);
  });

  test('when a whole slice is holidays, people work again after it', () => {
    const holidays = Array.from({ length: 400 }, (_, day) => Math.floor(at / 86_400_000) + day);
    const calendar = { slice: { ...berlin, holidays }, hours: office };
    expect(sayLocal(addBusiness(at, { count: 1, unit: 'day' }, calendar), berlin)).toBe(
      'Tue 4 Apr 2028, 11:15',
    );
    expect(sayLocal(addBusiness(at, { count: 1, unit: 'hour' }, calendar), berlin)).toBe(
      'Tue 4 Apr 2028, 10:00',
    );
  });

  test('it is found fast: workflows ask at every replay', () => {
    const started = performance.now();
    for (let time = 0; time < 2000; time++) {
      addBusiness(at, { count: 10, unit: 'day' }, { slice: may, hours: office });
      addBusiness(at, { count: 80, unit: 'hour' }, { slice: may, hours: office });
    }
    addBusiness(at, { count: 1e9, unit: 'day' }, { slice: may, hours: office });
    addBusiness(at, { count: 1e9, unit: 'hour' }, { slice: may, hours: office });
    expect(performance.now() - started).toBeLessThan(2000); // here about 100 ms
  });
});
