import { holds, nextTurn } from '../fact.ts';
import type { WaitForStep } from '../frozen.ts';
import { sayTime, timeOf } from '../time.ts';
import { sayRule } from '../say-rule.ts';
import { go, type Kind, stay } from './kind.ts';

export const waitFor: Kind<WaitForStep> = {
  act(step, here) {
    const { now, since, facts } = here;
    if (holds(step.for, facts, now)) return go(step.met);
    const deadline = timeOf(step.atMost, since, here);
    if (now >= deadline) return go(step.late);
    return stay(Math.min(deadline, nextTurn(step.for, facts, now) ?? deadline));
  },
  leadsTo: (step) => [step.met, step.late],
  atOnce: (step) => (typeof step.atMost === 'string' ? [step.met] : [step.met, step.late]),
  asks: (step) => [step.for],
  say: (step) => `until ${sayRule(step.for)}, at most ${sayTime(step.atMost)}`,
};
