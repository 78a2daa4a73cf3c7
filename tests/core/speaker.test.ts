import { expect, test } from 'vitest';
import { nextSpeaker, takesOver, type Wanting } from '../../core/speaker.ts';

const NOW = 100;
const wanting = (id: string, more: Partial<Wanting> = {}): Wanting => ({
  id,
  priority: 1,
  created_at: 0,
  ...more,
});
const next = (...entries: Wanting[]) => nextSpeaker(entries, NOW)?.id;

test('the stronger speaks, then whoever came first, then by id: always the same one', () => {
  expect(next()).toBeUndefined();
  expect(next(wanting('a'), wanting('b', { priority: 2 }))).toBe('b');
  expect(next(wanting('a', { created_at: 5 }), wanting('b', { created_at: 4 }))).toBe('b');
  expect(next(wanting('b'), wanting('a'))).toBe('a');
});

test('whoever waits for a date lets a weaker one speak until then', () => {
  const waits = wanting('a', { priority: 9, wants_at: NOW + 1 });
  expect(next(waits, wanting('b'))).toBe('b');
  expect(next({ ...waits, wants_at: NOW }, wanting('b'))).toBe('a');
});

test('where all wait for a date the strongest still speaks: somebody must', () => {
  expect(
    next(wanting('a', { wants_at: NOW + 1 }), wanting('b', { wants_at: NOW + 9, priority: 2 })),
  ).toBe('b');
});

test('only a stronger one takes over, or anyone from a speaker who waits for a date', () => {
  const speaker = wanting('s', { priority: 3 });
  expect(takesOver(wanting('r', { priority: 3 }), speaker, NOW)).toBe(false);
  expect(takesOver(wanting('r', { priority: 4 }), speaker, NOW)).toBe(true);
  expect(takesOver(wanting('r'), { ...speaker, wants_at: NOW + 1 }, NOW)).toBe(true);
  expect(takesOver(wanting('r', { priority: 4, wants_at: NOW + 1 }), speaker, NOW)).toBe(false);
});
