import { leaves } from '../fact.ts';
import type { OfferStep } from '../frozen.ts';
import type { HouseData } from '../house.ts';
import { parseLength } from '../length.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** An offer whose packet would be incomplete. */
export const j404 = rule(
  'J404',
  'A packet says who, why now and how to begin, to whom and until when; incomplete it is not sent (MKT1: templates).',
  inJourneys((journey, { house }) =>
    stepsOf(journey, 'offer').flatMap(([id, offer]) =>
      gapsIn(offer, house).map(([field, what, mend]) => ({
        ...at(journey, id, field),
        what,
        mend,
      })),
    ),
  ),
);

type Gap = readonly [field: string, what: string, mend: string];

function gapsIn(offer: Partial<OfferStep>, { teams }: HouseData): readonly Gap[] {
  const { team = '', because = { all: [] }, suggest = '', answerIn = '' } = offer;
  const reps = Object.hasOwn(teams, team) ? (teams[team]?.reps ?? []) : [];
  const gaps: readonly (readonly [isThere: boolean, ...Gap])[] = [
    [reps.length > 0, 'team', 'It goes to nobody.', 'Name a team of the house that has reps.'],
    [
      leaves(because).length > 0,
      'because',
      'It does not say why this person, now.',
      'Say what qualifies them: because: any(…).',
    ],
    [
      suggest.trim() !== '',
      'suggest',
      'It does not say how to begin.',
      "Say it in one sentence: suggest: 'Ask …'.",
    ],
    [
      (parseLength(answerIn, 1) ?? 0) > 0,
      'answerIn',
      'It does not say until when they have an answer.',
      "Say so: answerIn: '4 hours'.",
    ],
  ];
  return gaps.flatMap(([isThere, ...gap]) => (isThere ? [] : [gap]));
}
