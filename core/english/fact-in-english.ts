import type { Ask, Frozen } from '../frozen.ts';
import { sayInEnglish } from './rule.ts';
import { hasWords, type Says, wordOf } from './says.ts';
import { capital } from './voice.ts';

/**
 * One sentence of a journey as people say it: 'They asked for a demo'. Absent where the house has no words of its own for it: a bare
 * name then reads better without a sentence around it. Pure.
 */
export function factInEnglish(
  sentence: string,
  journey: Pick<Frozen, 'facts'>,
  says: Says = {},
): string | undefined {
  const ask = journey.facts[sentence];
  if (ask === undefined || !isWorded(ask, says)) return undefined;
  return capital(sayInEnglish(sentence, journey, says));
}

function isWorded(ask: Ask, says: Says): boolean {
  if (ask.kind === 'did') return hasWords(ask.event, says);
  return ask.kind === 'trait' ? wordOf(ask.trait, says) !== undefined : true;
}
