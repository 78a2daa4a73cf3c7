import { expect, test } from 'vitest';
import { english } from '../../core/page-words/english.ts';
import { german } from '../../core/page-words/german.ts';
import { filledIn, pageWords, wrongWords } from '../../core/page-words/page-words.ts';
import { languageIn } from '../../core/spoken-language.ts';

test('each language of ours has all words, with the same to be filled in', () => {
  expect([wrongWords('xx', english), wrongWords('xx', german)]).toEqual([[], []]);
});

test('a house says otherwise what it likes, and the rest stays', () => {
  const words = pageWords({ de: { preferencesSave: 'Sichern' } });
  expect(words.get('de')).toEqual({ ...german, preferencesSave: 'Sichern' });
  expect(words.get('en')).toBe(english);
});

test('a region of a language that we have needs only what differs there', () => {
  const own = { unsubscribedHeading: 'Baba' };
  expect(wrongWords('de-at', own)).toEqual([]);
  expect(pageWords({ 'de-at': own }).get('de-at')).toEqual({ ...german, ...own });
});

test('a further language needs all words, and what is to be filled in', () => {
  expect(wrongWords('fr', { preferencesSave: 'Enregistrer' })).toHaveLength(
    Object.keys(english).length - 1,
  );
  expect(wrongWords('fr', { ...english, confirmButton: 'Oui' })).toEqual([
    { word: 'confirmButton', what: 'must say {topic}, and no other' },
  ]);
  expect(wrongWords('de', { preferencesSave: '{address} sichern' })).toEqual([
    { word: 'preferencesSave', what: 'has nothing to be filled in' },
  ]);
});

test('blanks are filled in once, and only those that are known', () => {
  const text = 'To {address}: {topic}, {toString}.';
  expect(filledIn(text, { address: '{topic}', topic: 'x' })).toBe('To {topic}: x, {toString}.');
});

test.each([
  ['de', 'de'],
  [' DE_at ', 'de-at'],
  ['de-CH-1996', 'de'],
  ['nl', undefined],
  ['', undefined],
  ['__proto__', undefined],
  [7, undefined],
])('of de and de-at, whoever reads %j gets %s', (said, language) => {
  expect(languageIn(new Set(['de', 'de-at']), said)).toBe(language);
});
