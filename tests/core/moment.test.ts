import { expect, test } from 'vitest';
import type { Anchor, Shift } from '../../core/frozen.ts';
import type { Known } from '../../core/knowledge.ts';
import { momentFact } from '../../core/moment.ts';
import { atOffice, instant } from '../support/some-calendar.ts';
import { did, known } from '../support/some-knowledge.ts';

const since = (anchor: Anchor, of: Partial<Known> = {}, shift?: Shift) =>
  momentFact({ kind: 'moment', anchor, ...(shift && { shift }) }, known(of))?.since;
const starts = { of: 'seat.booked', property: 'startsAt' };
const booked = (at: number, startsAt: unknown, session = 'a') =>
  did('seat.booked', at, { startsAt, session });

test('the date of the latest such event since they came in; a moved one counts', () => {
  const deeds = [booked(1, '2027-03-01T10:00Z'), booked(2, '2027-03-02T10:00Z')];
  expect(since(starts, { deeds })).toBe(instant('2027-03-02T10:00Z'));
  expect(since(starts, { deeds, enteredAt: 3 })).toBeUndefined();
});

test('of the entry’s key, where the entry has one', () => {
  const deeds = [booked(1, '2027-03-01T10:00Z', 'a'), booked(2, '2027-03-02T10:00Z', 'b')];
  const key = { of: 'seat.booked', property: 'session', value: 'a' };
  expect(since(starts, { deeds, key, enteredAt: 1 })).toBe(instant('2027-03-01T10:00Z'));
});

test('a trait that is a date, as text or as milliseconds; anything else is unknown', () => {
  const trait = (value: unknown) => ({ traits: { renewal: { value, at: 1 } } });
  expect(since({ trait: 'renewal' }, trait('2027-03-01T10:00Z'))).toBe(
    instant('2027-03-01T10:00Z'),
  );
  expect(since({ trait: 'renewal' }, trait(1_800_000_000_000))).toBe(1_800_000_000_000);
  for (const value of ['soon', '2027-02-30', true, null, {}])
    expect(since({ trait: 'renewal' }, trait(value))).toBeUndefined();
  expect(since({ trait: 'renewal' })).toBeUndefined();
});

test('a mere day begins where the house is; without a calendar in UTC', () => {
  const there = { calendar: atOffice };
  expect(since({ day: '2027-08-20' }, there)).toBe(instant('2027-08-20T00:00+02:00'));
  expect(
    since({ trait: 'renewal' }, { ...there, traits: { renewal: { value: '2027-01-05', at: 1 } } }),
  ).toBe(instant('2027-01-05T00:00+01:00'));
  expect(since({ day: '2027-08-20' })).toBe(instant('2027-08-20T00:00Z'));
});

test('before and after it: in days, in business days of the house, and at demo pace shortened', () => {
  const deeds = [booked(1, '2027-03-01T10:00+01:00')]; // a Monday
  const by = (side: Shift['side'], length: string) => ({ by: length, side });
  expect(since(starts, { deeds }, by('before', '1 hour'))).toBe(instant('2027-03-01T09:00+01:00'));
  expect(since(starts, { deeds, calendar: atOffice }, by('before', '1 business day'))).toBe(
    instant('2027-02-26T10:00+01:00'),
  );
  expect(since(starts, { deeds, calendar: atOffice }, by('after', '1 business day'))).toBe(
    instant('2027-03-02T10:00+01:00'),
  );
  expect(since(starts, { deeds, pace: 1 / 43_200 }, by('before', '1 day'))).toBe(
    instant('2027-03-01T10:00+01:00') - 2000,
  );
});

test('at demo pace an hour before it is a second before it, and five minutes are no time', () => {
  const deeds = [booked(1, '2027-03-01T10:00Z')];
  const at = instant('2027-03-01T10:00Z');
  const fast = (side: Shift['side'], length: string) =>
    (since(starts, { deeds, pace: 1 / 43_200 }, { side, by: length }) ?? 0) - at;
  expect(fast('before', '1 hour')).toBe(-1000);
  expect(fast('after', '3 hours')).toBe(1000);
  expect(fast('before', '5 minutes')).toBe(-7);
  expect(fast('before', '1 day')).toBe(-2000);
});
