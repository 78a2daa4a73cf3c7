import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusiness, type Calendar, type Hours, type Slice } from '../../core/calendar.ts';
import { localTime } from '../../core/calendar/local-time.ts';
import { closesAt, opensAt, spreadIn } from '../../core/calendar/windows.ts';
import { sliceOf } from '../../zones/slice.ts';
import { instant } from '../support/some-calendar.ts';

const begin = instant('2025-06-01T00:00Z');
const DAY = 86_400_000;

const at = fc.integer({ min: begin - 100 * DAY, max: begin + 900 * DAY });
const holidays = fc.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 30 });
const slice: fc.Arbitrary<Slice> = fc
  .tuple(
    fc.constantFrom(
      'Australia/Sydney',
      'America/New_York',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
      'America/Havana',
      'Australia/Lord_Howe',
      'UTC',
    ),
    holidays,
  )
  .map(([zone, days]) => ({
    ...sliceOf(zone, begin, { days: 800 }),
    holidays: days.map((day) => begin / DAY + day),
  }));
const hours: fc.Arbitrary<Hours> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    fc.integer({ min: 0, max: 1425 }),
    fc.integer({ min: 15, max: 1440 }),
  )
  .map(([days, from, length]) => ({ days, from, to: Math.min(from + length, 1440) }));
const calendar: fc.Arbitrary<Calendar> = fc.record({ slice, hours });
const key = fc.integer({ min: 0, max: 0xffffffff });

const worked = (time: number, { slice: of, hours: { days } }: Calendar): boolean => {
  const { day, weekday } = localTime(time, of);
  return days.includes(weekday) && !of.holidays.includes(Date.parse(day) / DAY);
};

describe('a window', () => {
  test('opens at or after the instant, on an open day, within its hours', () => {
    fc.assert(
      fc.property(at, calendar, (now, it) => {
        const open = opensAt(now, it.hours, it.slice);
        const { minutes } = localTime(open, it.slice);
        expect(open).toBeGreaterThanOrEqual(now);
        expect(worked(open, it)).toBe(true);
        // Not `from`: an hour that comes twice goes on below it.
        expect(minutes).toBeLessThan(it.hours.to);
        expect(opensAt(open, it.hours, it.slice)).toBe(open);
        expect(closesAt(now, it.hours, it.slice)).toBeGreaterThan(open);
        expect(closesAt(open, it.hours, it.slice)).toBe(closesAt(now, it.hours, it.slice));
      }),
      { numRuns: 3000 },
    );
  });

  test('gives everybody a turn inside that opening, and the same when asked again', () => {
    fc.assert(
      fc.property(at, key, calendar, (now, person, it) => {
        const turn = spreadIn(now, person, it);
        expect(turn).toBeGreaterThanOrEqual(opensAt(now, it.hours, it.slice));
        expect(turn).toBeLessThan(closesAt(now, it.hours, it.slice));
        expect(spreadIn(turn, person, it)).toBe(turn);
        expect(spreadIn(now + Math.floor((turn - now) / 2), person, it)).toBe(turn);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('business days', () => {
  const count = fc.integer({ min: -60, max: 60 });

  test('more of them are later', () => {
    fc.assert(
      fc.property(at, calendar, fc.tuple(count, count), (now, it, [a, b]) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((days) =>
          addBusiness(now, { count: days, unit: 'day' }, it),
        );
        expect(fewer).toBeLessThanOrEqual(more ?? 0);
      }),
    );
  });

  test('n and then m are n + m, from a working day on and in one offset', () => {
    const utc = sliceOf('UTC', begin, { days: 800 });
    fc.assert(
      fc.property(
        at,
        fc.tuple(hours, holidays),
        fc.tuple(count, count),
        (now, [open, off], [n, m]) => {
          const it = {
            slice: { ...utc, holidays: off.map((day) => begin / DAY + day) },
            hours: open,
          };
          fc.pre(worked(now, it));
          const add = (from: number, days: number): number =>
            addBusiness(from, { count: days, unit: 'day' }, it);
          expect(add(add(now, n), m)).toBe(add(now, n + m));
        },
      ),
    );
  });

  test('end on working days, at the same time of day unless DST skips it', () => {
    fc.assert(
      fc.property(at, calendar, count, (now, it, days) => {
        fc.pre(days !== 0);
        const then = addBusiness(now, { count: days, unit: 'day' }, it);
        expect(worked(then, it)).toBe(true);
        const [before, after] = [now, then].map((time) => localTime(time, it.slice).minutes);
        expect([0, 30, 60]).toContain((after ?? 0) - (before ?? 0));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('business hours', () => {
  const count = fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4);
  const add = (from: number, hoursMore: number, it: Calendar): number =>
    addBusiness(from, { count: hoursMore, unit: 'hour' }, it);

  test('more of them are later, and later ones begin later', () => {
    fc.assert(
      fc.property(fc.tuple(at, at), fc.tuple(count, count), calendar, ([a, b], [n, m], it) => {
        expect(add(a, Math.min(n, m), it)).toBeLessThanOrEqual(add(a, Math.max(n, m), it));
        expect(add(Math.min(a, b), n, it)).toBeLessThanOrEqual(add(Math.max(a, b), n, it));
      }),
      { numRuns: 1000 },
    );
  });

  test('n and then m are n + m', () => {
    const more = count.map(Math.abs);
    fc.assert(
      fc.property(at, fc.tuple(more, more), calendar, (now, [n, m], it) => {
        expect(add(add(now, n, it), m, it)).toBe(add(now, n + m, it));
      }),
      { numRuns: 1000 },
    );
  });

  test('there and back is where work goes on', () => {
    fc.assert(
      fc.property(at, count.map(Math.abs), calendar, (now, n, it) => {
        fc.pre(n > 0);
        const open = opensAt(now, it.hours, it.slice);
        expect(add(add(now, n, it), -n, it)).toBe(open);
      }),
      { numRuns: 1000 },
    );
  });
});
