import type { Rule } from '../fact.ts';
import type { Frozen } from '../frozen.ts';
import { sayLeaf } from './leaf.ts';
import { clauseList } from './list.ts';
import { depth, type Plain, plain } from './plain.ts';
import type { Says } from './says.ts';

type Voice = Readonly<{ journey: Pick<Frozen, 'facts'>; says: Says }>;

/**
 * A condition as people say it: 'they asked for a demo, or replied to a mail; or they fit (40 points or more), and are a buyer'.
 * Commas bind closer than semicolons, so that it can be read in one way only. Pure, total.
 */
export function sayInEnglish(rule: Rule, journey: Pick<Frozen, 'facts'>, says: Says = {}): string {
  const said = plain(rule);
  if (said.kind !== 'leaf' && said.of.length === 0) return said.kind === 'all' ? 'always' : 'never';
  return they(said, { journey, says });
}

/** The whole sentence: its parts by semicolons where they are lists themselves. */
function they(said: Plain, voice: Voice): string {
  if (said.kind === 'leaf' || depth(said) === 1) return `they ${clauses(said, voice)}`;
  return said.of
    .reduce(chunked(said.kind), [])
    .map((part) => chunk(part, voice))
    .join(`; ${wordOf(said.kind)} `);
}

/** Sentences that follow each other are one part. */
const chunked =
  (kind: 'all' | 'any') =>
  (parts: readonly Plain[], next: Plain): readonly Plain[] => {
    const last = parts.at(-1);
    if (last === undefined || next.kind !== 'leaf') return [...parts, next];
    if (last.kind === 'leaf') return [...parts.slice(0, -1), { kind, of: [last, next] }];
    return last.kind === kind
      ? [...parts.slice(0, -1), { kind, of: [...last.of, next] }]
      : [...parts, next];
  };

function chunk(part: Plain, voice: Voice): string {
  if (depth(part) < 2) return `they ${clauses(part, voice)}`;
  return depth(part) === 2 ? `they ${nested(part, voice)}` : `(${they(part, voice)})`;
}

/** A list of sentences. */
const clauses = (said: Plain, voice: Voice): string =>
  said.kind === 'leaf'
    ? sayLeaf(said, voice.journey, voice.says)
    : clauseList(
        said.of.map((part) => clauses(part, voice)),
        wordOf(said.kind),
      );

/** A list in which lists stand: those say where they begin. */
const nested = (said: Plain, voice: Voice): string =>
  said.kind === 'leaf'
    ? clauses(said, voice)
    : clauseList(
        said.of.map((part) => (part.kind === 'leaf' ? clauses(part, voice) : bracket(part, voice))),
        wordOf(said.kind),
      );

function bracket(said: Exclude<Plain, { kind: 'leaf' }>, voice: Voice): string {
  const parts = said.of.map((part) => clauses(part, voice));
  const [first, second] = parts;
  if (parts.length > 2 || second === undefined) return `(${clauseList(parts, wordOf(said.kind))})`;
  return said.kind === 'any' ? `either ${first} or ${second}` : `both ${first} and ${second}`;
}

const wordOf = (kind: 'all' | 'any'): 'and' | 'or' => (kind === 'all' ? 'and' : 'or');
