import { expect, test } from 'vitest';
import { english } from '../../core/page-words/english.ts';
import { houseData } from '../../project/house-data.ts';
import { houseSchema } from '../../project/house-schema.ts';
import { house } from '../core/language/house.ts';

const problemsOf = (own: object): readonly string[] =>
  (houseSchema.safeParse({ ...house, ...own }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

test('what a house says on the public pages, and in which language, is kept', () => {
  const topics = { courses: { name: 'Courses', names: { de: 'Kurse', fr: 'Cours' } } };
  const own = { language: 'fr', pageWords: { fr: english, de: { choose: 'Wählt' } }, topics };
  expect(problemsOf(own)).toEqual([]);
  expect(houseData({ ...house, ...own })).toMatchObject(own);
});

test.each([
  [{ pageWords: { German: {} } }, 'pageWords.German: Invalid key in record'],
  [{ pageWords: { de: { greeting: 'Hallo' } } }, 'greeting'],
  [{ pageWords: { de: { choose: ' ' } } }, 'pageWords.de.choose: says nothing'],
  [{ pageWords: { de: { confirmButton: 'Ja' } } }, 'pageWords.de.confirmButton: must say {topic}'],
  [{ pageWords: { fr: { choose: 'Choisir' } } }, 'pageWords.fr.confirmTitle: is missing'],
  [{ language: 'fr' }, 'language: is none that pageWords has, or we have'],
  [{ language: 'Deutsch' }, "language: is no language: say it in small letters, as in 'de'"],
  [{ topics: { news: { names: { de: '' } } } }, 'topics.news.names.de: says nothing'],
])('%j is refused, with how to mend it', (own, said) => {
  expect(problemsOf(own).join('\n')).toContain(said);
});
