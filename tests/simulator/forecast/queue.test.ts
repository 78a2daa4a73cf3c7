import { describe, expect, test } from 'vitest';
import { mostAtOnce, queue } from '../../../simulator/forecast/queue.ts';
import { WorkClock } from '../../../simulator/forecast/work-clock.ts';
import { rateOf } from '../../../simulator/forecast/wilson.ts';
import { quantile, quantileOf } from '../../../simulator/forecast/quantile.ts';
import { sliceOf } from '../../../zones/slice.ts';

describe('a queue', () => {
  const three = [0, 0, 0].map((at) => ({ at, takes: 10 }));

  test('at one place each waits for all before', () => {
    expect(queue(three, 1)).toEqual({ waits: [0, 10, 20], longest: 2, busiest: 1 });
  });

  test('at as many places nobody waits', () => {
    expect(queue(three, 3)).toEqual({ waits: [0, 0, 0], longest: 0, busiest: 3 });
  });

  test('a place that is free early is taken first', () => {
    const coming = [
      { at: 0, takes: 10 },
      { at: 0, takes: 3 },
      { at: 1, takes: 1 },
      { at: 5, takes: 1 },
    ];
    expect(queue(coming, 2).waits).toEqual([0, 0, 2, 0]);
  });

  test('who leaves makes room for who comes in the same moment', () => {
    expect(
      mostAtOnce([
        { from: 0, to: 5 },
        { from: 5, to: 9 },
      ]),
    ).toBe(1);
    expect(
      mostAtOnce([
        { from: 0, to: 6 },
        { from: 5, to: 9 },
      ]),
    ).toBe(2);
  });
});

test('the clock of a team stands while it is closed', () => {
  const begins = Date.parse('2027-01-01T00:00Z'); // a Friday
  const calendar = {
    slice: sliceOf('Europe/Berlin', begins),
    hours: { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 },
  };
  const clock = new WorkClock(calendar, begins, Date.parse('2027-01-31T00:00Z'));
  const at = (text: string): number => clock.at(Date.parse(text));
  expect(at('2027-01-01T07:59Z')).toBe(0);
  expect(at('2027-01-01T10:30Z')).toBe(2.5);
  expect(at('2027-01-01T23:00Z')).toBe(8);
  expect(at('2027-01-03T12:00Z')).toBe(8);
  expect(at('2027-01-04T09:00Z')).toBe(9);
  expect(clock.day).toBe(8);
});

test('Wilson’s interval is that of the textbooks', () => {
  expect(rateOf(0, 0)).toBeUndefined();
  expect(rateOf(8, 10)).toMatchObject({ share: 0.8 });
  expect(rateOf(8, 10)?.low).toBeCloseTo(0.4902, 4);
  expect(rateOf(8, 10)?.high).toBeCloseTo(0.9433, 4);
  expect(rateOf(0, 10)?.low).toBe(0);
  expect(rateOf(0, 10)?.high).toBeCloseTo(0.2775, 4);
});

test('quantiles are values that occur', () => {
  expect(quantile([], 0.5)).toBe(0);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.9)).toBe(4);
  expect(
    quantileOf(
      new Map([
        [2, 90],
        [9, 10],
      ]),
      0.9,
    ),
  ).toBe(2);
  expect(
    quantileOf(
      new Map([
        [2, 90],
        [9, 10],
      ]),
      0.91,
    ),
  ).toBe(9);
});
