import type { AssistStep, StepId } from '../frozen.ts';
import { after } from '../length.ts';
import { type Act, go, type Here, type Kind, stay } from './kind.ts';

/** Sales owns the prospect: marketing sends only what the rep asks for, and hears how it ended. */
export const assist: Kind<AssistStep> = {
  act(step, here) {
    switch (here.handoff?.state) {
      case 'won':
        return go(step.won);
      case 'lost':
        return go(lostWay(step, here.handoff.reason));
      case 'returned':
        return go(here.handoff.reason === 'quiet' ? step.quiet.next : step.returned);
      default:
        return quiet(step, here);
    }
  },
  leadsTo: (step) => [step.won, ...lostWays(step), step.returned, step.quiet.next],
  atOnce: () => [],
  asks: () => [],
  say: (step, owner = 'sales') => `with ${owner}, ${step.quiet.after} of silence at most`,
};

const lostWays = ({ lost }: AssistStep): readonly StepId[] =>
  typeof lost === 'string' ? [lost] : Object.values(lost);

/** A reason that is new, or that nobody gave: as if they had fallen silent. */
const lostWay = ({ lost, quiet: silent }: AssistStep, reason: string | undefined): StepId =>
  typeof lost === 'string' ? lost : (lost[reason ?? ''] ?? silent.next);

function quiet(step: AssistStep, here: Here): Act {
  const { now, since, handoff } = here;
  const until = after(since, step.quiet.after, here);
  if (now < until) return stay(until);
  if (handoff?.state !== 'accepted') return go(step.quiet.next); // sales started it: there is no row to ask
  return { kind: 'do', todo: { kind: 'quiet', handoff: handoff.id } };
}
