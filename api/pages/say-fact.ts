import { humanise } from './humanise.ts';

/** A sentence of a condition, as people would say it: `did demo.requested` → 'Demo requested'. Pure, total. */
export function sayFact(sentence: string): string {
  if (sentence === 'rested') return 'No rest is running';
  const [, event, rest = ''] = /^did ([\w.-]+)(.*)$/.exec(sentence) ?? [];
  if (event !== undefined) return humanise(event) + conditions(rest);
  const [, trait, verb = ''] = /^([\w.-]+) (.+)$/.exec(sentence) ?? [];
  return trait === undefined ? sentence : `${humanise(trait)} ${verbs(verb)}`;
}

/** ' where topic is "roi" within 30 days' → ', topic is “roi”, within 30 days'. */
const conditions = (rest: string): string =>
  verbs(rest)
    .replace(/^ where /, ', ')
    .replace(/ ?within (.+)$/, ', in the last $1');

const verbs = (text: string): string =>
  text
    .replaceAll(/>= (\S+)/g, 'is at least $1')
    .replaceAll(/< (\S+)/g, 'is under $1')
    .replaceAll(
      /\bin ("[^"]*"(?:, "[^"]*")*)/g,
      (_, list: string) => `is ${list.replaceAll('", "', '” or “')}`,
    )
    .replaceAll(/"([^"]*)"/g, '“$1”');
