import type { Fact, Facts, Instant } from './fact.ts';
import type { Ask, Match, Scalar, TraitMatch } from './frozen.ts';
import { lengthOf } from './length.ts';

/** Something a prospect did. */
export type Deed = Readonly<{
  name: string;
  at: Instant;
  props: Readonly<Record<string, unknown>>;
}>;

/** What the store knows of one entry's prospect when it folds. */
export type Known = Readonly<{
  deeds: readonly Deed[];
  traits: Readonly<Record<string, Readonly<{ value: unknown; at: Instant }>>>;
  /** Deeds before this are spent, or from before they came in. */
  from: Instant;
  enteredAt: Instant;
  /** A rest is running until then. */
  restUntil?: Instant;
  pace: number;
}>;

type DidAsk = Extract<Ask, { kind: 'did' }>;

/** Every sentence that is, was or will be true, with its interval. Pure, total; the order of the deeds does not matter. */
export function factsOf(asks: Readonly<Record<string, Ask>>, known: Known): Facts {
  const facts: Record<string, Fact> = {};
  for (const sentence of Object.keys(asks).toSorted()) {
    const ask = asks[sentence];
    const fact = ask && factOf(ask, known);
    if (fact) facts[sentence] = fact;
  }
  return facts;
}

function factOf(ask: Ask, known: Known): Fact | undefined {
  switch (ask.kind) {
    case 'did':
      return didFact(ask, known);
    case 'trait': {
      const trait = known.traits[ask.trait];
      return trait && traitMatches(ask.is, trait.value) ? { since: trait.at } : undefined;
    }
    case 'rested':
      return { since: known.restUntil ?? known.enteredAt };
  }
}

function didFact(ask: DidAsk, known: Known): Fact | undefined {
  const times = deedsOf(ask, known.deeds, known.from)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  const last = times.at(-1);
  if (last === undefined) return undefined;
  if (ask.within === undefined) return interval(times[0] ?? last, last);
  const length = lengthOf(ask.within, known.pace);
  return { ...interval(lastRun(times, length), last), until: last + length };
}

/** The deeds behind a sentence, in the order given. Pure. */
export const deedsOf = <D extends Deed>(ask: DidAsk, deeds: readonly D[], from: Instant): D[] =>
  deeds.filter(
    ({ name, at, props }) => name === ask.event && at >= from && matches(ask.where, props),
  );

const interval = (since: Instant, last: Instant): Fact =>
  last > since ? { since, last } : { since };

/** Where the last unbroken stretch began: each deed keeps it true for `length`. */
function lastRun(times: readonly Instant[], length: number): Instant {
  const breaks = times.filter((at, i) => i === 0 || at - (times[i - 1] ?? at) > length);
  return breaks.at(-1) ?? 0;
}

/** Whether an event's properties are what was asked for. Pure, total. */
export const matches = (
  where: Readonly<Record<string, Match>> | undefined,
  props: Readonly<Record<string, unknown>>,
): boolean => Object.entries(where ?? {}).every(([name, match]) => fits(match, props[name]));

function fits(match: Match, value: unknown): boolean {
  if (typeof match !== 'object') return match === value;
  if (isList(match)) return match.some((one) => one === value);
  if ('atLeast' in match) return typeof value === 'number' && value >= match.atLeast;
  if ('under' in match) return typeof value === 'number' && value < match.under;
  return typeof value === 'string' && value.startsWith(match.startsWith);
}

const isList = (match: Match): match is readonly Scalar[] => Array.isArray(match);

function traitMatches(is: TraitMatch, value: unknown): boolean {
  if ('value' in is) return value === is.value;
  if ('oneOf' in is) return is.oneOf.some((one) => one === value);
  if ('atLeast' in is) return typeof value === 'number' && value >= is.atLeast;
  if ('under' in is) return typeof value === 'number' && value < is.under;
  return value !== undefined && value !== null && value !== '';
}
