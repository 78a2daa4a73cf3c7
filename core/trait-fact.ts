import type { Fact } from './fact.ts';
import type { Ask, TraitMatch } from './frozen.ts';
import type { Traits } from './knowledge.ts';

/** Since when a trait is so. Pure, total. */
export function traitFact(
  { trait, is }: Extract<Ask, { kind: 'trait' }>,
  traits: Traits,
): Fact | undefined {
  const known = traits[trait];
  return known && traitMatches(is, known.value) ? { since: known.at } : undefined;
}

/** Whether a value is what was asked for. Pure, total. */
export function traitMatches(is: TraitMatch, value: unknown): boolean {
  if ('value' in is) return value === is.value;
  if ('oneOf' in is) return is.oneOf.some((one) => one === value);
  if ('atLeast' in is) return typeof value === 'number' && value >= is.atLeast;
  if ('under' in is) return typeof value === 'number' && value < is.under;
  return value !== undefined && value !== null && value !== '';
}
