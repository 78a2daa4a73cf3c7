import { type Facts, holds, type Instant } from './fact.ts';
import type { OfferStep } from './frozen.ts';

type Case = Readonly<{
  now: Instant;
  facts: Facts;
  restUntil?: Instant;
  /** Somebody has them, or is being asked. */
  hasOpenHandoff: boolean;
}>;

/** Why an offer is not made, for people; undefined: it is. Sales hears of whoever convinces now, whom nobody has and who may be sold to. Pure. */
export function againstOffer(
  step: OfferStep,
  { now, facts, restUntil, hasOpenHandoff }: Case,
): string | undefined {
  if (!holds(step.because, facts, now)) return 'what it needs does not hold';
  if (restUntil !== undefined && now < restUntil) return 'a rest is running: no selling';
  return hasOpenHandoff ? 'another handoff is open' : undefined;
}

/** A handoff that closes so has spent what convinced us: the same deeds offer nobody twice. */
export const SPENDS: ReadonlySet<string> = new Set(['rejected', 'expired', 'lost', 'returned']);
