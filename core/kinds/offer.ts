import type { OfferStep, StepId } from '../frozen.ts';
import type { Handoff } from '../state.ts';
import { type Act, go, type Kind, stay, stayOrDo } from './kind.ts';

/** A person offered to a team. The store judges whether the offer may be made and what became of it; this only follows. */
export const offer: Kind<OfferStep> = {
  act(step, { now, answer, offered }) {
    if (offered) return follow(step, offered, now);
    if (answer?.kind === 'unqualified') return go(step.unworked);
    if (answer?.kind === 'deferred') return stayOrDo(now, answer.until, { kind: 'offer' });
    return { kind: 'do', todo: { kind: 'offer' } };
  },
  writesItself: true,
  leadsTo: (step) => [step.accepted, step.unworked, ...Object.values(step.rejected)],
  atOnce: (step) => [step.unworked],
  asks: (step) => [step.because],
  say: (step) => `offered to ${step.team}`,
};

function follow(step: OfferStep, handoff: Handoff, now: number): Act {
  switch (handoff.state) {
    case 'offered':
    case 'not-yet':
      return waitForThem(handoff, now);
    case 'rejected':
      return go(wayBack(step, handoff.reason));
    case 'expired':
    case 'withdrawn':
      return go(step.unworked);
    case 'accepted':
    case 'won':
    case 'lost':
    case 'returned': // accepted, and more happened before we heard: the assist hears the rest
      return go(step.accepted);
  }
}

const waitForThem = ({ id, until }: Handoff, now: number): Act =>
  until === undefined ? stay() : stayOrDo(now, until, { kind: 'expire', handoff: id });

/** A reason the house has added since: back to marketing as if nobody had answered. */
const wayBack = (step: OfferStep, reason: string | undefined): StepId =>
  step.rejected[reason ?? ''] ?? step.unworked;
