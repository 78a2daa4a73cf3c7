import type { Frozen, StepId, Time } from '../frozen.ts';

/** Where a way really leads: past every step that only leads on, with the waits said on the way. */
export type Landing = Readonly<{ at: StepId; waits: readonly Time[] }>;

/** Follows `to` steps to the first that does something; a circle of them ends where it was entered. Pure, total. */
export function landing(journey: Pick<Frozen, 'steps'>, from: StepId): Landing {
  const seen = new Set<StepId>();
  const waits: Time[] = [];
  let at = from;
  for (;;) {
    const step = journey.steps[at];
    if (step?.kind !== 'to' || seen.has(at)) return { at, waits };
    seen.add(at);
    waits.push(...(step.due ?? []));
    at = step.next;
  }
}
