import type { Frozen, StepId } from './frozen.ts';
import { kindOf } from './kinds/kinds.ts';

type Way = Readonly<{ from: StepId; to: StepId; strides: number }>;

/** Whether nothing but forks lies between what they did to come in and the step they are at now: then a touch there answers them. Pure. */
export function isRightAfterEntry(journey: Frozen, { from, to, strides }: Way): boolean {
  const step = journey.steps[from];
  if (step === undefined || (step.due ?? []).length > 0) return false;
  if (strides <= 0) return from === to;
  if (step.kind !== 'branch' && step.kind !== 'to') return false;
  return kindOf(step)
    .leadsTo(step)
    .some((next) => isRightAfterEntry(journey, { from: next, to, strides: strides - 1 }));
}
