import { didFact } from './did.ts';
import type { Fact, Facts } from './fact.ts';
import type { Ask, Frozen } from './frozen.ts';
import type { Known } from './knowledge.ts';
import { momentFact } from './moment.ts';
import { scoreFact } from './score.ts';
import { traitFact } from './trait-fact.ts';

/** What of a journey the fold must know. */
export type Asking = Pick<Frozen, 'facts' | 'scores'>;

/** Every sentence that is, was or will be true, with its interval. Pure, total; the order of the deeds does not matter. */
export function factsOf(journey: Asking, known: Known): Facts {
  const facts: Record<string, Fact> = {};
  for (const sentence of Object.keys(journey.facts).toSorted()) {
    const ask = journey.facts[sentence];
    const fact = ask && factOf(ask, journey, known);
    if (fact) facts[sentence] = fact;
  }
  return facts;
}

function factOf(ask: Ask, { scores }: Asking, known: Known): Fact | undefined {
  switch (ask.kind) {
    case 'did':
      return didFact(ask, known);
    case 'trait':
      return traitFact(ask, known.traits);
    case 'score': {
      const axis = scores?.[ask.axis];
      return axis && scoreFact({ name: ask.axis, axis }, ask.atLeast, known);
    }
    case 'moment':
      return momentFact(ask, known);
    case 'rested':
      return { since: known.restUntil ?? known.enteredAt };
  }
}

/** All that a journey asks of the fold: its sentences, and what its scores count. Pure. */
export const asksOf = ({ facts, scores }: Asking): readonly Ask[] => [
  ...Object.values(facts),
  ...signalsOf(scores),
];

/** The events that the fold must look at for a journey. Pure. */
export const eventsAsked = (journey: Asking): readonly string[] =>
  distinct(asksOf(journey).flatMap((ask) => [...eventIn(ask), ...eventsReferred(ask)]));

/** Those of them that count from before the entry, too. Pure. */
export const eventsEver = ({ facts, scores }: Asking): readonly string[] => {
  const asks = Object.values(facts);
  const ever = asks.filter((ask) => ask.kind === 'did' && ask.ever === true);
  return distinct([
    ...[...ever, ...signalsOf(scores)].flatMap(eventIn),
    ...[...asks, ...signalsOf(scores)].flatMap(eventsReferred),
  ]);
};

const signalsOf = (scores: Asking['scores']): readonly Ask[] =>
  Object.values(scores ?? {}).flatMap(({ worth }) => worth.map(({ signal }) => signal));

const eventIn = (ask: Ask): readonly string[] => (ask.kind === 'did' ? [ask.event] : []);

/** The entry's own events, which may be older than what it counts from. */
function eventsReferred(ask: Ask): readonly string[] {
  if (ask.kind === 'moment') return 'of' in ask.anchor ? [ask.anchor.of] : [];
  if (ask.kind !== 'did') return [];
  return Object.values(ask.where ?? {}).flatMap((match) =>
    typeof match === 'object' && 'of' in match ? [match.of] : [],
  );
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
