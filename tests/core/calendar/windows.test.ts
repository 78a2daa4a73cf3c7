import { describe, expect, test } from 'vitest';
import { closesAt, opensAt, spreadIn } from '../../../core/calendar/windows.ts';
import { sayLocal } from '../../../core/calendar/local-time.ts';
import { spread } from '../../../core/spread.ts';
import { berlin, hoursOf, instant, iso, withHolidays } from '../../support/some-calendar.ts';

const mornings = hoursOf({ days: 'tue-thu', from: '09:00', to: '11:30' });
const said = (at: number): string => sayLocal(at, berlin);

describe('a window', () => {
  test.for<[string, string, string]>([
    ['2027-03-02T10:00+01:00', 'Tue 2 Mar 2027, 10:00', 'Tue 2 Mar 2027, 11:30'],
    ['2027-03-02T09:00+01:00', 'Tue 2 Mar 2027, 09:00', 'Tue 2 Mar 2027, 11:30'],
    ['2027-03-02T08:59+01:00', 'Tue 2 Mar 2027, 09:00', 'Tue 2 Mar 2027, 11:30'],
    ['2027-03-02T11:30+01:00', 'Wed 3 Mar 2027, 09:00', 'Wed 3 Mar 2027, 11:30'],
    ['2027-03-04T12:00+01:00', 'Tue 9 Mar 2027, 09:00', 'Tue 9 Mar 2027, 11:30'],
    ['2027-03-06T10:00+01:00', 'Tue 9 Mar 2027, 09:00', 'Tue 9 Mar 2027, 11:30'],
  ])('asked at %s opens %s and closes %s', ([at, opens, closes]) => {
    expect(said(opensAt(instant(at), mornings, berlin))).toBe(opens);
    expect(said(closesAt(instant(at), mornings, berlin))).toBe(closes);
  });

  test('is closed on holidays, unless it says otherwise', () => {
    const slice = withHolidays(berlin, '2027-03-02');
    const at = instant('2027-03-02T10:00+01:00');
    expect(said(opensAt(at, mornings, slice))).toBe('Wed 3 Mar 2027, 09:00');
    expect(said(opensAt(at, { ...mornings, holidays: 'closed' }, slice))).toBe(
      'Wed 3 Mar 2027, 09:00',
    );
    expect(opensAt(at, { ...mornings, holidays: 'open' }, slice)).toBe(at);
  });

  // Berlin's clocks go from 02:00 to 03:00 on 28 March, and from 03:00 back to 02:00 on 31 October.
  test.for<[string, string, string, string, string]>([
    ['2027-03-28T00:00+01:00', '02:30', '05:00', '2027-03-28T01:00:00.000Z', 'begins in the gap'],
    ['2027-03-28T00:00+01:00', '01:00', '02:30', '2027-03-28T00:00:00.000Z', 'ends in the gap'],
    ['2027-03-28T00:00+01:00', '02:00', '03:00', '2027-03-29T00:00:00.000Z', 'is all gap'],
    ['2027-03-28T00:00+01:00', '02:10', '02:50', '2027-03-29T00:10:00.000Z', 'lies in the gap'],
    ['2027-10-31T00:00+02:00', '02:30', '05:00', '2027-10-31T00:30:00.000Z', 'begins twice'],
    ['2027-10-31T02:40+02:00', '02:00', '02:30', '2027-11-01T01:00:00.000Z', 'ends twice'],
  ])('asked at %s that opens %s to %s opens %s: it %s', ([at, from, to, opens]) => {
    expect(iso(opensAt(instant(at), hoursOf({ from, to }), berlin))).toBe(opens);
  });

  test('that never opens, is always open', () => {
    const at = instant('2027-03-02T10:00+01:00');
    for (const never of [
      { days: [], from: 0, to: 1440 },
      { days: [1], from: 60, to: 60 },
    ]) {
      expect(opensAt(at, never, berlin)).toBe(at);
      expect(said(closesAt(at, never, berlin))).toBe('Wed 3 Mar 2027, 00:00');
    }
  });
});

describe('people in a window', () => {
  const calendar = { hours: mornings, slice: berlin };
  const turns = (from: string): readonly number[] =>
    Array.from({ length: 10_000 }, (_, id) =>
      spreadIn(instant(from), spread(`id-${id}`), calendar),
    );
  const perSecond = (times: readonly number[]): number =>
    Math.max(
      ...Object.values(Object.groupBy(times, (at) => Math.floor(at / 1000))).map(
        (all) => all?.length ?? 0,
      ),
    );

  test('are spread over its first hour while it is shut', () => {
    const all = turns('2027-03-01T10:00+01:00');
    expect(said(Math.min(...all))).toBe('Tue 2 Mar 2027, 09:00');
    expect(said(Math.max(...all))).toBe('Tue 2 Mar 2027, 09:59');
    expect(perSecond(all)).toBeLessThan(15); // 2.8 a second on average
  });

  test.for<[string, string]>([
    ['2027-03-02T09:20+01:00', 'Tue 2 Mar 2027, 11:07'],
    ['2027-03-02T10:59+01:00', 'Tue 2 Mar 2027, 11:29'],
    ['2027-03-02T11:29+01:00', 'Tue 2 Mar 2027, 11:29'],
  ])('are spread also when they come at once at %s, at the latest at %s', ([from, latest]) => {
    const all = turns(from);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(instant(from));
    expect(all.every((at) => at < instant('2027-03-02T11:30+01:00'))).toBe(true);
    expect(said(Math.max(...all)) <= latest).toBe(true);
    expect(new Set(all.map((at) => Math.floor(at / 1000))).size).toBeGreaterThan(20);
  });

  test('who asks again at their turn goes then', () => {
    for (const [id, at] of turns('2027-03-02T09:20+01:00').entries())
      expect(spreadIn(at, spread(`id-${id}`), calendar)).toBe(at);
  });

  test('in its last minute all whose turn is over go at once', () => {
    const at = instant('2027-03-02T11:29:59.999+01:00');
    expect(spreadIn(at, 0, calendar)).toBe(at);
    expect(spreadIn(at, 0xffffffff, calendar)).toBe(at);
  });
});
