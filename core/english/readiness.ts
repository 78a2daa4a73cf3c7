import type { Frozen, OfferStep } from '../frozen.ts';
import { sayInEnglish } from './rule.ts';
import type { Says } from './says.ts';

/** What makes somebody a lead, in one sentence that sales and marketing can agree on: 'A lead is ready when they …'. Pure. */
export function readiness(
  journey: Pick<Frozen, 'facts'>,
  step: Pick<OfferStep, 'because'>,
  says: Says = {},
): string {
  const said = sayInEnglish(step.because, journey, says);
  if (said === 'always') return 'A lead is always ready.';
  return said === 'never' ? 'A lead is never ready.' : `A lead is ready when ${said}.`;
}
