import type { Rule } from '../fact.ts';
import { askIn } from './ask.ts';
import { refuse, type Spot } from './draft.ts';
import { isFields, listOf } from './fields.ts';
import { sentence } from './sentence.ts';

/** A condition as sentences. Each becomes a fact that the version listens to. */
export function ruleIn(spot: Spot, condition: unknown): Rule {
  if (!isFields(condition)) return leafIn(spot, condition);
  if ('all' in condition) return { all: partsIn(spot, condition['all'], 'all') };
  if ('any' in condition) return { any: partsIn(spot, condition['any'], 'any') };
  if ('not' in condition) return { not: ruleIn(spot, condition['not']) };
  return leafIn(spot, condition);
}

function partsIn(spot: Spot, parts: unknown, word: 'all' | 'any'): readonly Rule[] {
  const list = listOf(parts);
  if (list.length === 0) {
    refuse(spot, {
      code: 'L000',
      what: `${word}() of nothing is ${word === 'all' ? 'always' : 'never'} true.`,
      mend: 'Name a condition, or take it out.',
    });
  }
  return list.map((part) => ruleIn(spot, part));
}

function leafIn(spot: Spot, leaf: unknown): Rule {
  const ask = askIn(spot, leaf);
  if (ask === undefined) return '';
  const text = sentence(ask);
  spot.draft.facts.set(text, ask);
  return text;
}
