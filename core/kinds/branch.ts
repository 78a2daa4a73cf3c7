import { holds } from '../fact.ts';
import type { BranchStep } from '../frozen.ts';
import { go, type Kind } from './kind.ts';

/** A fork: the first case that holds; whom none fits goes on. */
export const branch: Kind<BranchStep> = {
  act(step, { now, facts }) {
    const fits = step.cases.find(({ when }) => when === undefined || holds(when, facts, now));
    return go(fits?.next ?? step.next);
  },
  leadsTo: (step) => [...step.cases.map(({ next }) => next), step.next],
  asks: (step) => step.cases.flatMap(({ when }) => (when === undefined ? [] : [when])),
  say: () => 'a fork',
};
