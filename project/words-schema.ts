import { z } from 'zod';
import { PAGE_WORDS, pageWords, wrongWords } from '../core/page-words/page-words.ts';
import { isLanguage } from '../core/spoken-language.ts';

const text = z.string().trim().min(1, 'says nothing');
/** As the folders of mails are called. */
export const language = z
  .string()
  .refine(isLanguage, "is no language: say it in small letters, as in 'de' or 'pt-br'");

/** What a house says on the public pages otherwise than we do, or in further languages. */
export const ownPageWords = z
  .record(language, z.partialRecord(z.enum(PAGE_WORDS), text))
  .superRefine((own, context) => {
    for (const [tag, words] of Object.entries(own))
      for (const { word, what } of wrongWords(tag, words))
        context.addIssue({ code: 'custom', path: [tag, word], message: what });
  });

/** Whether the public pages speak the language of their house. Pure. */
export const speaksIt = ({
  language: own,
  pageWords: words,
}: Readonly<{
  language?: string | undefined;
  pageWords?: Parameters<typeof pageWords>[0];
}>): boolean => own === undefined || pageWords(words).has(own);
