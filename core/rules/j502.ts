import type { Frozen, StepId } from '../frozen.ts';
import { ownerAt, ownerOfTeam, reasonsFor } from './owner.ts';
import { at, type Found, inJourneys, rule, stepAt, stepsOf } from './rule.ts';

/** A reason for which nobody knows where people go. */
export const j502 = rule(
  'J502',
  'Continued nurturing by reason: each no has its track (Forrest).',
  inJourneys((journey, { house }) => [
    ...stepsOf(journey, 'offer').flatMap(([id, { team, rejected }]) =>
      Object.keys(rejected).length === 0 // nobody can say no at all: J401
        ? []
        : missing(journey, at(journey, id, 'rejected'), {
            reasons: reasonsFor(house, ownerOfTeam(house, team)),
            ways: rejected,
          }),
    ),
    ...stepsOf(journey, 'assist').flatMap(([id, { lost }]) =>
      typeof lost === 'string'
        ? []
        : missing(journey, at(journey, id, 'lost'), {
            reasons: reasonsFor(house, ownerAt(journey, id) ?? 'sales'),
            ways: lost,
          }),
    ),
  ]),
);

type Tracks = Readonly<{ reasons: readonly string[]; ways: Readonly<Record<string, StepId>> }>;

const missing = (
  journey: Frozen,
  place: Pick<Found, 'journey' | 'path'>,
  { reasons, ways }: Tracks,
): readonly Found[] =>
  reasons
    .filter((reason) => !Object.hasOwn(ways, reason) || !stepAt(journey, ways[reason] ?? ''))
    .map((reason) => ({
      ...place,
      what: `Whoever is turned down as '${reason}' has no track.`,
      mend: `Say where they go: '${reason}': to('…').`,
    }));
