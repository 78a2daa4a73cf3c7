import { doors, leadsTo, pathOf } from '../check/graph.ts';
import type { Frozen, FrozenStep, StepId } from '../frozen.ts';
import { isTheirs, ownerAt } from './owner.ts';
import { at, type Found, inJourneys, rule, through } from './rule.ts';

/** A way from one owner to another that is no handoff and no hand-back. */
export const j105 = rule(
  'J105',
  'Explicit handoffs: people change owners by an accepted offer, and come back by a hand-back (MKT1).',
  inJourneys((journey) => [
    ...Object.entries(journey.steps).flatMap(([id, step]) => slips(journey, id, step)),
    ...slippedIn(journey),
  ]),
);

/** What only leads on is part of whatever leads to it. */
const slips = (journey: Frozen, id: StepId, step: FrozenStep): readonly Found[] =>
  (step.kind === 'to' ? [] : [...new Set(leadsTo(step))])
    .filter((to) => crosses(journey, id, through(journey, to)) && !isHandoff(journey, step, to))
    .map((way) => through(journey, way))
    .map((to) => ({
      ...at(journey, id),
      what: `It leads from ${ownerAt(journey, id)} to ${ownerAt(journey, to)} without a handoff: ${pathOf(id)} → ${pathOf(to)}.`,
      mend: "To them: offerTo('…', { accepted: into('…') }). Back: by an assist's lost, returned and quiet.",
    }));

function crosses(journey: Frozen, from: StepId, to: StepId): boolean {
  const owners = [ownerAt(journey, from), ownerAt(journey, to)];
  return !owners.includes(undefined) && owners[0] !== owners[1];
}

/** A time-out that accepts is J403's to tell. */
function isHandoff(journey: Frozen, step: FrozenStep, to: StepId): boolean {
  if (step.kind === 'offer') return to === step.accepted || to === step.unworked;
  return step.kind === 'assist' && !isTheirs(journey, through(journey, to));
}

const slippedIn = (journey: Frozen): readonly Found[] => {
  const bySales = new Set(
    journey.enter.flatMap((door) => ('by' in door && door.by === 'sales' ? [door.at] : [])),
  );
  return [...new Set(doors(journey))]
    .filter((id) => isTheirs(journey, through(journey, id)) && !bySales.has(id))
    .map((id) => ({
      ...at(journey, id),
      what: `People come in at ${pathOf(id)}, which is of ${ownerAt(journey, id)}, and nobody there has taken them.`,
      mend: 'Let them into a stage of marketing that makes an offer, or bySales.',
    }));
};
