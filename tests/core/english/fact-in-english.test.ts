import { expect, test } from 'vitest';
import { factInEnglish } from '../../../core/english/fact-in-english.ts';
import { everyKind } from '../../support/every-kind.ts';

const said = (sentence: string): string | undefined =>
  factInEnglish(sentence, everyKind.journey, everyKind.house.says);

test('a fact is told in the words of the house', () => {
  expect(said('did prices')).toBe('They looked at the prices');
  expect(said('intent >= 30')).toBe('They want it (intent of 30 or more)');
  expect(said('an hour before')).toBe('They have reached 1 hour before the session begins');
});

test('of what Perennial itself reports it has words, though the house has none', () => {
  expect(said('did deal.won')).toBe('They bought');
});

test('where nobody has words for it, or the journey does not know it, nothing is told', () => {
  expect(factInEnglish('did prices', everyKind.journey, {})).toBeUndefined();
  expect(said('did nothing')).toBeUndefined();
});
