import { nearest } from '../nearest.ts';
import { refuse, type Spot } from './draft.ts';

/** Something written, of which nothing is believed before it was looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value];

/** A value as people recognise it in their own code. Pure, never throws. */
export function spell(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  return String(value);
}

/** Refuses every word that would otherwise be overlooked. */
export function onlyWords(spot: Spot, fields: Fields, known: readonly string[]): void {
  for (const [word, value] of Object.entries(fields)) {
    if (value !== undefined && !known.includes(word)) unknownWord(spot, word, known);
  }
}

const unknownWord = (spot: Spot, word: string, known: readonly string[]): void =>
  refuse(spot, {
    code: 'L000',
    what: `\`${word}\` says nothing here.`,
    mend: meant(word, known) ?? 'Take it out.',
  });

const meant = (word: string, names: Iterable<string>): string | undefined => {
  const near = nearest(word, names);
  return near === undefined ? undefined : `Did you mean '${near}'?`;
};

/** How to mend a name that is not there: the one that was probably meant, or all there are. */
export function meantOr(said: unknown, names: Iterable<string>): string {
  const all = [...names];
  const near = typeof said === 'string' ? meant(said, all) : undefined;
  return near ?? (all.length > 0 ? `There are: ${all.join(', ')}.` : 'There are none yet.');
}
