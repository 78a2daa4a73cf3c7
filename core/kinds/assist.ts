import type { AssistStep } from '../frozen.ts';
import { lengthOf } from '../length.ts';
import { type Act, go, type Here, type Kind, stay } from './kind.ts';

/** Sales owns the prospect: marketing sends only what the rep asks for, and hears how it ended. */
export const assist: Kind<AssistStep> = {
  act(step, here) {
    switch (here.handoff?.state) {
      case 'won':
        return go(step.won);
      case 'lost':
        return go(step.lost);
      case 'returned':
        return go(here.handoff.reason === 'quiet' ? step.quiet.next : step.returned);
      default:
        return quiet(step, here);
    }
  },
  leadsTo: (step) => [step.won, step.lost, step.returned, step.quiet.next],
  asks: () => [],
  say: (step) => `with sales, ${step.quiet.after} of silence at most`,
};

function quiet(step: AssistStep, { now, since, handoff, pace }: Here): Act {
  const until = since + lengthOf(step.quiet.after, pace);
  if (now < until) return stay(until);
  if (handoff?.state !== 'accepted') return go(step.quiet.next); // sales started it: there is no row to ask
  return { kind: 'do', todo: { kind: 'quiet', handoff: handoff.id } };
}
