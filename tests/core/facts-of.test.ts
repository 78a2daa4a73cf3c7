import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds } from '../../core/fact.ts';
import { matches } from '../../core/did.ts';
import { factsOf } from '../../core/facts-of.ts';
import type { Known } from '../../core/knowledge.ts';
import type { Ask } from '../../core/frozen.ts';
import { DAY } from '../support/passage.ts';

const known = (more: Partial<Known> = {}): Known => ({
  deeds: [],
  traits: {},
  from: 0,
  enteredAt: 0,
  pace: 1,
  ...more,
});
const saw = (at: number, props = {}) => ({ name: 'pricing.viewed', at, props });
const did: Record<string, Ask> = { seen: { kind: 'did', event: 'pricing.viewed' } };
const lately: Record<string, Ask> = {
  seen: { kind: 'did', event: 'pricing.viewed', within: '2 days' },
};

test('a deed is true from the first of its kind; the newest is remembered', () => {
  expect(factsOf({ facts: did }, known({ deeds: [saw(5), saw(2)] }))).toEqual({
    seen: { since: 2, last: 5 },
  });
});

test('deeds before the entry, or already spent, do not count', () => {
  expect(factsOf({ facts: did }, known({ deeds: [saw(5)], from: 6 }))).toEqual({});
});

test('within a length, a deed lapses; a further one in time keeps it true', () => {
  const deeds = [saw(0), saw(10 * DAY), saw(11 * DAY)];
  expect(factsOf({ facts: lately }, known({ deeds }))).toEqual({
    seen: { since: 10 * DAY, last: 11 * DAY, until: 13 * DAY },
  });
});

test('at demo pace lengths shrink', () => {
  const facts = factsOf({ facts: lately }, known({ deeds: [saw(0)], pace: 1 / 43_200 }));
  expect(facts).toEqual({ seen: { since: 0, until: 4000 } });
});

test('a trait is true since it was told', () => {
  const asks: Record<string, Ask> = { big: { kind: 'trait', trait: 'size', is: { atLeast: 200 } } };
  expect(factsOf({ facts: asks }, known({ traits: { size: { value: 300, at: 7 } } }))).toEqual({
    big: { since: 7 },
  });
  expect(factsOf({ facts: asks }, known({ traits: { size: { value: 100, at: 7 } } }))).toEqual({});
});

test('rested is true unless a rest is running', () => {
  const asks: Record<string, Ask> = { rested: { kind: 'rested' } };
  expect(factsOf({ facts: asks }, known({ enteredAt: 3 }))).toEqual({ rested: { since: 3 } });
  expect(factsOf({ facts: asks }, known({ restUntil: 99 }))).toEqual({ rested: { since: 99 } });
});

test('properties match by value, list, bound and beginning', () => {
  expect(matches({ a: 1, b: ['x', 'y'] }, { a: 1, b: 'y' })).toBe(true);
  expect(matches({ a: { atLeast: 3 } }, { a: 2 })).toBe(false);
  expect(matches({ a: { under: 3 } }, { a: 2 })).toBe(true);
  expect(matches({ a: { startsWith: '/pri' } }, { a: '/pricing' })).toBe(true);
  expect(matches({ a: 'x' }, {})).toBe(false);
});

test('the order in which deeds are told makes no difference', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100 * DAY)), (times) => {
      const told = factsOf({ facts: lately }, known({ deeds: times.map((at) => saw(at)) }));
      const sorted = factsOf(
        { facts: lately },
        known({ deeds: times.toSorted((a, b) => a - b).map((at) => saw(at)) }),
      );
      expect(told).toEqual(sorted);
    }),
  );
});

test('the interval says at every instant since the last stretch began what counting says', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.nat(30), (days, now) => {
      const facts = factsOf({ facts: lately }, known({ deeds: days.map((day) => saw(day * DAY)) }));
      const since = facts['seen']?.since ?? 0;
      const counted = days.some((day) => day <= now && now < day + 2);
      fc.pre(now * DAY >= since);
      expect(holds('seen', facts, now * DAY)).toBe(counted);
    }),
  );
});
