import type { End, StepId } from '../frozen.ts';
import { refuse, type Spot } from './draft.ts';
import { spell } from './fields.ts';
import { endNames, isEnd } from './reported.ts';

/** The end that people are called to from anywhere: one step each, in no stage of the house. */
export function exitTo({ draft }: Spot, as: End): StepId {
  const id = `exit.${as}`;
  if (!draft.steps.has(id)) draft.steps.set(id, { kind: 'end', as });
  return id;
}

/** One of the ends there are. */
export function endIn(spot: Spot, as: unknown): End {
  if (isEnd(as)) return as;
  refuse(spot, {
    code: 'J501',
    what: `${spell(as)} is no end: a person is won, done here, or kept.`,
    mend: `Lead them to a stage that keeps them, or end as one of: ${endNames.join(', ')}.`,
  });
  return 'done';
}
