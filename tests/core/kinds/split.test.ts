import { expect, test } from 'vitest';
import type { Frozen } from '../../../core/frozen.ts';
import { Passage } from '../../support/passage.ts';
import { small } from '../../support/small-journey.ts';

const journey: Frozen = {
  ...small,
  whenever: [],
  steps: {
    ...small.steps,
    'nurture.test': {
      kind: 'split',
      by: 'prospect',
      arms: {
        story: { share: 1, next: 'nurture.story' },
        none: { share: 1, next: 'nurture.keen' },
      },
      next: 'nurture.done',
    },
  },
};
const drawn = (arm: string): string =>
  new Passage(journey, 'nurture.test').answer({ kind: 'drawn', arm }).state.at;

test('the store is asked which arm, once', () => {
  const passage = new Passage(journey, 'nurture.test');
  expect(passage.todo).toEqual({ kind: 'draw', key: 'nurture.test#1.1' });
  expect(passage.day(1).todo).toBeUndefined();
});

test('everybody goes the way of the arm they were drawn into', () => {
  expect(drawn('story')).toBe('nurture.story');
  expect(drawn('none')).toBe('nurture.keen');
});

test('an arm that is gone since goes on with the next line', () => {
  expect(drawn('taken-away')).toBe('nurture.done');
});
