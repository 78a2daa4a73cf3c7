import type { Frozen, FrozenStep, StepId } from '../frozen.ts';
import type { Finding } from './finding.ts';
import { atOnce, pathOf } from './graph.ts';

/**
 * Circles that a person could run through without a single wait: the same people, the same questions, for ever. Pure.
 * A wait may be met at once and an offer refused at once, so neither slows a circle down; a wait that runs out does, and a person's answer.
 */
export function circles(journey: Frozen): readonly Finding[] {
  const walk: Walk = { journey, done: new Set(), trail: [], found: [] };
  for (const id of Object.keys(journey.steps)) visit(walk, id);
  return walk.found.map((circle) => finding(journey, circle));
}

type Walk = Readonly<{
  journey: Frozen;
  done: Set<StepId>;
  trail: StepId[];
  found: (readonly StepId[])[];
}>;

function visit(walk: Walk, id: StepId): void {
  const from = walk.trail.indexOf(id);
  if (from >= 0) {
    walk.found.push(walk.trail.slice(from));
    return;
  }
  const step = Object.hasOwn(walk.journey.steps, id) ? walk.journey.steps[id] : undefined;
  if (step === undefined || walk.done.has(id)) return;
  walk.trail.push(id);
  for (const next of atOnce(step)) if (!waits(walk.journey.steps[next])) visit(walk, next);
  walk.trail.pop();
  walk.done.add(id);
}

/** A length always passes; a date may be past, and then it holds nobody up. */
const waits = (step: FrozenStep | undefined): boolean =>
  (step?.due ?? []).some((time) => typeof time === 'string');

function finding(journey: Frozen, circle: readonly StepId[]): Finding {
  const [first = ''] = circle;
  return {
    code: 'G005',
    journey: journey.journey,
    path: pathOf(first),
    what: `A circle without a wait: ${[...circle, first].map(pathOf).join(' → ')}.`,
    mend: "Put a wait before one of these steps: wait('1 week').",
  };
}
