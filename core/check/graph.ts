import type { Frozen, FrozenStep, StepId } from '../frozen.ts';
import { kindOf } from '../kinds/kinds.ts';

/** Where a step may lead. Pure. */
export const leadsTo = (step: FrozenStep): readonly StepId[] => kindOf(step).leadsTo(step);

/** Where a step may lead in the very moment in which it is reached. Pure. */
export function atOnce(step: FrozenStep): readonly StepId[] {
  const kind = kindOf(step);
  return kind.atOnce === undefined ? kind.leadsTo(step) : kind.atOnce(step);
}

/** Where people come into the journey, or are called to. Pure. */
export const doors = (journey: Frozen): readonly StepId[] =>
  [...journey.enter, ...journey.whenever].map(({ at }) => at);

/** 'nurture › wants-it' of 'nurture.wants-it'. Pure. */
export const pathOf = (id: StepId): string => id.replace('.', ' › ');
