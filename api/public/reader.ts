import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { HouseData } from '../../core/house.ts';
import { english } from '../../core/page-words/english.ts';
import { type PageWords, pageWords } from '../../core/page-words/page-words.ts';
import { languageIn } from '../../core/spoken-language.ts';
import { LANGUAGE_TRAIT } from '../../mail/languages.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import { acceptedLanguages } from './accepted-languages.ts';

/** In which language somebody reads a public page, and what it says in it. */
export type Reader = Readonly<{ language: string; words: PageWords }>;
export type Readers = (
  request: Pick<FastifyRequest, 'query' | 'headers'>,
  person?: Pick<ProspectView, 'traits'>,
) => Reader;

const asked = z.object({ language: z.string() });

/**
 * The first that we have words in: of the page whose form it is (what is kept of an answer must be what stood there), as the person's mails
 * (their trait), as their browser asks for, the house's. Never throws.
 */
export function createReaders({
  language: own,
  pageWords: theirs,
}: Pick<HouseData, 'language' | 'pageWords'>): Readers {
  const known = pageWords(theirs);
  return ({ query, headers }, person) => {
    const wishes = [
      asked.safeParse(query).data?.language,
      person?.traits[LANGUAGE_TRAIT],
      ...acceptedLanguages(headers['accept-language']),
      own,
    ];
    const language = wishes.flatMap((wish) => languageIn(known, wish) ?? []).at(0) ?? 'en';
    return { language, words: known.get(language) ?? english };
  };
}

/** What every public page has. Pure. */
export const framed = (reader: Reader): Reader & Readonly<{ bare: true }> => ({
  ...reader,
  bare: true,
});
