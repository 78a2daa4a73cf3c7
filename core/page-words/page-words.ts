import { languageIn } from '../spoken-language.ts';
import { english } from './english.ts';
import { german } from './german.ts';

export type PageWord = keyof typeof english;
export type PageWords = Readonly<Record<PageWord, string>>;
/** A house's own words by language: all of them in a language that we have not, otherwise those that it says otherwise. */
export type OwnPageWords = Readonly<Record<string, Readonly<Partial<Record<PageWord, string>>>>>;

const OURS: ReadonlyMap<string, PageWords> = new Map([
  ['en', english],
  ['de', german],
]);
export const PAGE_WORDS = Object.keys(english) as readonly PageWord[];

/** What the public pages say, by language. Pure. */
export const pageWords = (own: OwnPageWords = {}): ReadonlyMap<string, PageWords> =>
  new Map([
    ...OURS,
    ...Object.entries(own).map(
      ([language, words]) => [language, { ...(oursFor(language) ?? english), ...words }] as const,
    ),
  ]);

/** What is wrong with a house's words of a language: what they leave out, and what they do not say of what is to be filled in. Pure. */
export function wrongWords(
  language: string,
  words: OwnPageWords[string],
): readonly Readonly<{ word: PageWord; what: string }>[] {
  return PAGE_WORDS.flatMap((word) => {
    const what = wrongWith(words[word], blanksIn(english[word]), oursFor(language) !== undefined);
    return what === undefined ? [] : [{ word, what }];
  });
}

function wrongWith(said: string | undefined, wanted: string, known: boolean): string | undefined {
  if (said === undefined)
    return known ? undefined : 'is missing: we have no words in this language';
  if (blanksIn(said) === wanted) return undefined;
  return wanted === '' ? 'has nothing to be filled in' : `must say ${wanted}, and no other`;
}

const oursFor = (language: string): PageWords | undefined =>
  OURS.get(languageIn(OURS, language) ?? '');

const BLANK = /\{(\w+)\}/g;
const blanksIn = (text: string): string => (text.match(BLANK) ?? []).toSorted().join(' and ');

/** A text with its blanks filled in; one of which nothing is known stays. Pure. */
export const filledIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(BLANK, (blank, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? blank) : blank,
  );
