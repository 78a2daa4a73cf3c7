import type { Rule } from '../fact.ts';

/** A rule turned so that it can be read: no 'not' but of a sentence, no 'and' within an 'and', no list of one. */
export type Plain =
  | Readonly<{ kind: 'leaf'; sentence: string; not: boolean }>
  | Readonly<{ kind: 'all' | 'any'; of: readonly Plain[] }>;

/** The same condition, plainly. Of nothing, `all` is always true, and `any` never. Pure, total. */
export function plain(rule: Rule, not = false): Plain {
  if (typeof rule === 'string') return { kind: 'leaf', sentence: rule, not };
  if ('not' in rule) return plain(rule.not, !not);
  const kind = 'all' in rule === not ? 'any' : 'all';
  return flat(
    kind,
    ('all' in rule ? rule.all : rule.any).map((part) => plain(part, not)),
  );
}

function flat(kind: 'all' | 'any', parts: readonly Plain[]): Plain {
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const decided = of.find((part) => part.kind !== 'leaf' && part.of.length === 0);
  if (decided !== undefined) return decided; // never true in an 'all', always true in an 'any'
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

/** How deep lists stand in lists: 0 of a sentence, 1 of a list of sentences. Pure. */
export const depth = (said: Plain): number =>
  said.kind === 'leaf' ? 0 : 1 + Math.max(0, ...said.of.map(depth));
