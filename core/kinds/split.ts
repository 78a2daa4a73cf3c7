import type { SplitStep } from '../frozen.ts';
import { go, type Kind } from './kind.ts';

/** An experiment: the store draws the arm, once for good, and writes down that they were exposed to it. */
export const split: Kind<SplitStep> = {
  act(step, { answer }) {
    if (answer?.kind !== 'drawn') return { kind: 'do', todo: { kind: 'draw' } };
    return go(step.arms[answer.arm]?.next ?? step.next); // an arm that is gone since: on with the next line
  },
  writesItself: true,
  leadsTo: (step) => [...Object.values(step.arms).map(({ next }) => next), step.next],
  asks: (step) => (step.judgedBy === undefined ? [] : [step.judgedBy]),
  say: ({ arms }) => `one of ${Object.keys(arms).join(', ')}`,
};
