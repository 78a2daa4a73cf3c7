import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** A touch without a mindset. */
export const j101 = rule(
  'J101',
  'Mindset drives activity, not the job title: every message either educates or converts (educate vs convert).',
  inJourneys((journey) =>
    stepsOf(journey, 'touch', 'series')
      .filter(([, { mindset }]) => !['educate', 'convert'].includes(mindset))
      .map(([id]) => ({
        ...at(journey, id),
        what: `It does not say whether it educates or converts.`,
        mend: 'Say educate(…) if it helps them whatever they do next, convert(…) if it asks for something.',
      })),
  ),
);
