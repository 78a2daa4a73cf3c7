import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DidAsk, didFact } from '../../core/did.ts';
import { DAY } from '../support/passage.ts';
import { did, known } from '../support/some-knowledge.ts';

const ask = (more: Partial<DidAsk> = {}): DidAsk => ({ kind: 'did', event: 'visit', ...more });
const visits = (...days: number[]) => days.map((day) => did('visit', day * DAY));

test('so many times: true from the deed that completed them, and every further one is news', () => {
  const thrice = ask({ times: 3 });
  expect(didFact(thrice, known({ deeds: visits(1, 2) }))).toBeUndefined();
  expect(didFact(thrice, known({ deeds: visits(1, 4, 2) }))).toEqual({ since: 4 * DAY });
  expect(didFact(thrice, known({ deeds: visits(1, 4, 2, 9) }))).toEqual({
    since: 4 * DAY,
    last: 9 * DAY,
  });
});

test('so many times within a length: until the oldest of them is too old', () => {
  const twice = ask({ times: 2, within: '3 days' });
  expect(didFact(twice, known({ deeds: visits(1, 3) }))).toEqual({
    since: 3 * DAY,
    until: 4 * DAY,
  });
  expect(didFact(twice, known({ deeds: visits(1, 4) }))).toBeUndefined();
  expect(didFact(twice, known({ deeds: visits(1, 3, 4) }))).toEqual({
    since: 3 * DAY,
    last: 4 * DAY,
    until: 6 * DAY,
  });
});

test('ever: also before they came in, and what a handoff has spent', () => {
  const spent = known({ deeds: visits(1), from: 5 * DAY, enteredAt: 3 * DAY });
  expect(didFact(ask(), spent)).toBeUndefined();
  expect(didFact(ask({ ever: true }), spent)).toEqual({ since: DAY });
});

const about = ask({
  event: 'session.cancelled',
  where: { session: { of: 'seat.booked', property: 'session' } },
});

test('compared with the entry’s own: the latest since they came in', () => {
  const deeds = [
    did('seat.booked', 1, { session: 'a' }),
    did('seat.booked', 11, { session: 'b' }),
    did('session.cancelled', 20, { session: 'a' }),
    did('session.cancelled', 30, { session: 'b' }),
  ];
  expect(didFact(about, known({ deeds, enteredAt: 10 }))).toEqual({ since: 30 });
});

test('compared with the entry’s own: of the entry’s key, whatever was booked since', () => {
  const deeds = [
    did('seat.booked', 1, { session: 'a' }),
    did('seat.booked', 11, { session: 'b' }),
    did('session.cancelled', 20, { session: 'a' }),
  ];
  const key = { of: 'seat.booked', property: 'session', value: 'a' };
  expect(didFact(about, known({ deeds, enteredAt: 1, key }))).toEqual({ since: 20 });
  expect(
    didFact(about, known({ deeds, enteredAt: 1, key: { ...key, value: 'b' } })),
  ).toBeUndefined();
});

test('compared with an event that never was: never true, not even of what has no such property', () => {
  const deeds = [did('session.cancelled', 20, {})];
  expect(didFact(about, known({ deeds }))).toBeUndefined();
});

test('a window of time says at each instant of its last stretch what counting says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: 1 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(30),
      (days, times, now) => {
        const fact = didFact(ask({ times, within: '4 days' }), known({ deeds: visits(...days) }));
        const counted = days.filter((day) => day <= now && now < day + 4).length >= times;
        fc.pre(now * DAY >= (fact?.since ?? 0));
        expect(fact !== undefined && now * DAY < (fact.until ?? Infinity)).toBe(counted);
      },
    ),
  );
});
