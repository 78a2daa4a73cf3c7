import { expect, test } from 'vitest';
import { beginState, revive } from '../../core/begin.ts';
import { DAY } from '../support/passage.ts';

const knowledge = { seq: 4, facts: { rested: { since: 0 } } };

test('a state from the store asks its question anew', () => {
  const kept = { ...beginState('nurture.hello', 0, 1), n: 3, asked: 'nurture.hello#1.3' };
  expect(revive(kept, DAY, knowledge)).not.toHaveProperty('asked');
});

test('what is known is read fresh', () => {
  const kept = { ...beginState('nurture.hello', 0, 1), seq: 9, facts: { old: { since: 0 } } };
  expect(revive(kept, DAY, knowledge)).toMatchObject(knowledge);
});

test('a parked wait stood still', () => {
  const kept = { ...beginState('nurture.story', 2 * DAY, 1), parkedAt: 3 * DAY };
  expect(revive(kept, 10 * DAY, knowledge).since).toBe(9 * DAY);
});

test('a wait that was not parked went on', () => {
  expect(revive(beginState('nurture.story', 2 * DAY, 1), 10 * DAY, knowledge).since).toBe(2 * DAY);
});

test('a task that turned meanwhile is known', () => {
  const task = { id: 't', key: 'nurture.call#1', rev: 1, state: 'open', until: DAY } as const;
  const kept = { ...beginState('nurture.call', 0, 1), task };
  const done = { ...task, rev: 2, state: 'done' } as const;
  expect(revive(kept, DAY, { ...knowledge, task: done }).task).toEqual(done);
});
