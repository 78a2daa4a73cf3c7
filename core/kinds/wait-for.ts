import { holds, nextTurn } from '../fact.ts';
import type { WaitForStep } from '../frozen.ts';
import { lengthOf } from '../length.ts';
import { sayRule } from '../say-rule.ts';
import { go, type Kind, stay } from './kind.ts';

export const waitFor: Kind<WaitForStep> = {
  act(step, { now, since, facts, pace }) {
    if (holds(step.for, facts, now)) return go(step.met);
    const deadline = since + lengthOf(step.atMost, pace);
    if (now >= deadline) return go(step.late);
    return stay(Math.min(deadline, nextTurn(step.for, facts, now) ?? deadline));
  },
  leadsTo: (step) => [step.met, step.late],
  asks: (step) => [step.for],
  say: (step) => `until ${sayRule(step.for)}, at most ${step.atMost}`,
};
