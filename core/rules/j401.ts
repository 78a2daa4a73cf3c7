import { at, inJourneys, rule, stepAt, stepsOf } from './rule.ts';

/** An offer that nobody can turn down. */
export const j401 = rule(
  'J401',
  'Not ready goes back in the pot: sales can always say no (Forrest).',
  inJourneys((journey) =>
    stepsOf(journey, 'offer')
      .filter(([, { rejected }]) => !Object.values(rejected).some((to) => stepAt(journey, to)))
      .map(([id, { team }]) => ({
        ...at(journey, id, 'rejected'),
        what: `${team} cannot reject anybody: no reason leads anywhere.`,
        mend: "Give each reason a track: rejected: { 'not-ready': to('recycle'), … }.",
      })),
  ),
);
