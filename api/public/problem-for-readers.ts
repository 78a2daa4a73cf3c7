import { filledIn, type PageWord } from '../../core/page-words/page-words.ts';
import type { Problem, ProblemCode } from '../http/problem.ts';
import { problemPage } from '../pages/problem-page.ts';
import type { Reader } from './reader.ts';

/** Whether a path is behind a link of a mail to a reader, whole or not; reps have pages of their own. Pure. */
export const isForReaders = (url: string): boolean => /^\/[upoc](?:\/|$)/.test(url);

/** Why a public page is not there, to whoever reads it: in their words, and nothing of our workings. Pure. */
export function problemForReaders(problem: Problem, { language, words }: Reader): string {
  const [heading, lead] = SAID[problem.code] ?? REFUSED;
  const text = filledIn(words[lead], { id: String(problem.more['id']) });
  return problemPage({ status: problem.status, title: words[heading], text }, language);
}

type Said = readonly [heading: PageWord, lead: PageWord];
const LINK: Said = ['linkHeading', 'linkLead'];
const REFUSED: Said = ['refusedHeading', 'refusedLead'];
const SAID: Readonly<Partial<Record<ProblemCode, Said>>> = {
  'unknown-link': LINK,
  'unknown-route': LINK,
  'invalid-query': LINK,
  'foreign-origin': ['foreignHeading', 'foreignLead'],
  internal: ['brokenHeading', 'brokenLead'],
};
