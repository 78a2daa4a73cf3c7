import { isTheirs } from './owner.ts';
import { at, inJourneys, rule, stepsOf, through } from './rule.ts';

/** A time-out that hands somebody over. */
export const j403 = rule(
  'J403',
  'Sales folk decide: only a person accepts, silence never does (Forrest).',
  inJourneys((journey) =>
    stepsOf(journey, 'offer')
      .filter(
        ([, { unworked, accepted }]) =>
          unworked === accepted || isTheirs(journey, through(journey, unworked)),
      )
      .map(([id, { team, answerIn }]) => ({
        ...at(journey, id, 'unworked'),
        what: `If nobody of ${team} answers within ${answerIn}, they have accepted.`,
        mend: "Lead whoever nobody worked back to marketing: unworked: to('recycle').",
      })),
  ),
);
