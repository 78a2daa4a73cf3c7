import { expect, test } from 'vitest';
import type { Draft } from '../../../core/freeze/draft.ts';
import { nameIn } from '../../../core/freeze/names.ts';
import type { Vocabulary } from '../../../core/freeze/vocabulary.ts';
import { words } from './words.ts';

const draftWith = (vocabulary: Vocabulary): Draft => ({
  journey: 'j',
  topic: undefined,
  words: vocabulary,
  findings: [],
  facts: new Map(),
  steps: new Map(),
  named: new Map(),
  entrances: new Map(),
});
function named(series: unknown, vocabulary = words): readonly [string, Draft['findings']] {
  const draft = draftWith(vocabulary);
  return [nameIn({ draft, path: ['recycle'] }, series, 'series'), draft.findings];
}

test('a series is a folder of mails', () => {
  expect(named('field-notes')).toEqual(['field-notes', []]);
});

test.each([
  ['field-note', "'field-note' is not a series.", "Did you mean 'field-notes'?"],
  [
    'field-notes/01-silence',
    "'field-notes/01-silence' is not a series.",
    'There are: field-notes.',
  ],
  [undefined, 'undefined is not a series.', 'There are: field-notes.'],
])('%s is refused as a series', (said, what, mend) => {
  const place = { code: 'L024', journey: 'j', path: 'recycle' };
  expect(named(said)).toEqual(['', [{ ...place, what, mend }]]);
});

test('where mails are not known, any name of a series is believed', () => {
  const { series: _, ...unknown } = words;
  expect(named('whatever', unknown)).toEqual(['whatever', []]);
});
