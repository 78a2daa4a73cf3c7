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

/** The events that the fold must look at for a journey. Pure. */
export function eventsAsked({ facts, scores }: Asking): readonly string[] {
  const signals = Object.values(scores ?? {}).flatMap(({ worth }) =>
    worth.map(({ signal }) => signal),
  );
  const names = [...Object.values(facts), ...signals].flatMap(namesIn);
  return [...new Set(names)].toSorted();
}

function namesIn(ask: Ask): readonly string[] {
  if (ask.kind === 'moment') return 'of' in ask.anchor ? [ask.anchor.of] : [];
  if (ask.kind !== 'did') return [];
  const refs = Object.values(ask.where ?? {}).flatMap((match) =>
    typeof match === 'object' && 'of' in match ? [match.of] : [],
  );
  return [ask.event, ...refs];
}
