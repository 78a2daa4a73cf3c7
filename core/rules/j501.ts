import { endNames, isEnd } from '../freeze/reported.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** An end that is not on the list. */
export const j501 = rule(
  'J501',
  'Everybody is in the market one day: nobody is dropped, so the ends are a closed list (Brondos).',
  inJourneys((journey) =>
    stepsOf(journey, 'end')
      .filter(([, { as }]) => !isEnd(as))
      .map(([id, { as }]) => ({
        ...at(journey, id),
        what: `'${as}' is no end: a person is won, done here, or kept.`,
        mend: `Lead them to a stage that keeps them, or end as one of: ${endNames.join(', ')}.`,
      })),
  ),
);
