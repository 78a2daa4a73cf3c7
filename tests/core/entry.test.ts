import { expect, test } from 'vitest';
import { mayEnter, type Passage } from '../../core/entry.ts';
import { DAY } from '../support/passage.ts';

const passage = (more: Partial<Passage> = {}): Passage => ({
  id: 'e1',
  key: '1',
  open: false,
  createdAt: 0,
  ...more,
});
const now = (day: number, deed?: { name: string; props: Record<string, unknown> }) => ({
  now: day * DAY,
  pace: 1,
  ...(deed && { deed }),
});

test('whoever is in a journey does not enter it again, whatever it says', () => {
  for (const again of [undefined, 'never', { after: '1 day' }] as const)
    expect(mayEnter({ ...(again && { again }) }, [passage({ open: true })], now(99))).toEqual({
      kind: 'already',
      entry: 'e1',
    });
});

test('a journey that says nothing takes people as often as they come, each time under a key of its own', () => {
  expect(mayEnter({}, [], now(0))).toEqual({ kind: 'yes', key: '1' });
  expect(mayEnter({}, [passage()], now(0))).toEqual({ kind: 'yes', key: '2' });
});

test('never again means once', () => {
  expect(mayEnter({ again: 'never' }, [], now(0))).toEqual({ kind: 'yes', key: 'once' });
  expect(mayEnter({ again: 'never' }, [passage()], now(999)).kind).toBe('no');
});

test('again after a while counts from when they last came in', () => {
  const again = { after: '30 days' };
  const before = [passage({ createdAt: 0 }), passage({ id: 'e2', createdAt: 10 * DAY })];
  expect(mayEnter({ again }, before, now(39.9))).toMatchObject({
    kind: 'no',
    say: 'They were in this journey less than 30 days ago.',
  });
  expect(mayEnter({ again }, before, now(40))).toEqual({ kind: 'yes', key: '3' });
  expect(mayEnter({ again }, before, { now: 10 * DAY + 60_000, pace: 1 / 43_200 }).kind).toBe(
    'yes',
  );
});

const again = { per: { of: 'seat.booked', property: 'session' } };
const booked = (session?: unknown, name = 'seat.booked') =>
  now(1, { name, props: session === undefined ? {} : { session } });

test('once for each: another key enters beside the first, the same one does not', () => {
  const first = passage({ key: 'a', open: true });
  expect(mayEnter({ again }, [], booked('a'))).toEqual({ kind: 'yes', key: 'a' });
  expect(mayEnter({ again }, [first], booked('b'))).toEqual({ kind: 'yes', key: 'b' });
  expect(mayEnter({ again }, [first], booked('a'))).toEqual({ kind: 'already', entry: 'e1' });
  expect(mayEnter({ again }, [passage({ key: 'a' })], booked('a')).kind).toBe('no');
  expect(mayEnter({ again }, [], booked(7))).toEqual({ kind: 'yes', key: '7' });
});

test('once for each: who does not say for which stays out', () => {
  for (const wish of [booked(), booked(null), booked('a', 'another'), now(1)])
    expect(mayEnter({ again }, [], wish).kind).toBe('no');
});
