import type { Finding } from '../check/finding.ts';
import type { Axis, AxisName } from '../frozen.ts';
import { axisNames } from './axis-names.ts';
import { draftOf, refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, listOf, meantOr } from './fields.ts';
import { spanIn } from './length.ts';
import type { Vocabulary } from './vocabulary.ts';
import { worthIn } from './worth.ts';

/** The scores as they count for the journeys of a house, or all that is wrong with them. */
export type FrozenAxes =
  | Readonly<{ axes: ReadonlyMap<AxisName, Axis>; problems?: undefined }>
  | Readonly<{ axes?: undefined; problems: readonly Finding[] }>;

/** How fast each score of a house fades. */
type HouseScores = Readonly<Partial<Record<AxisName, Readonly<{ halvesEvery?: string }>>>>;

/**
 * What counts into each score, as `worth(…)` says it, with the half-life that the house gives it. Pure, never throws. Nothing is
 * believed, as with journeys.
 */
export function freezeAxes(
  house: HouseScores | undefined,
  written: unknown,
  words: Vocabulary,
): FrozenAxes {
  const draft = draftOf({ journey: '', topic: undefined, words });
  const spot: Spot = { draft, path: [] };
  const said = isFields(written) ? written : {};
  const kept = axisNames.filter((axis) => house?.[axis] !== undefined);
  for (const name of Object.keys(said))
    if (!kept.some((axis) => axis === name)) notKept(spot, name, kept);
  const axes = kept.flatMap((axis) => axisIn(within(spot, axis), said, house?.[axis]));
  const problems = draft.findings.map(ofNoJourney);
  return problems.length > 0 ? { problems } : { axes: new Map(axes) };
}

const ofNoJourney = ({ code, path, what, mend }: Finding): Finding => ({ code, path, what, mend });

function axisIn(
  spot: Spot,
  said: Fields,
  house: HouseScores[AxisName],
): readonly (readonly [AxisName, Axis])[] {
  const axis = axisNames.find((name) => name === spot.path.at(-1));
  if (axis === undefined || said[axis] === undefined) return [];
  const lines = listOf(said[axis]);
  if (lines.length === 0) countsNothing(spot);
  const worth = lines.map((line, i) => worthIn(within(spot, `${i + 1}`), line));
  const halvesEvery = house?.halvesEvery;
  return [
    [axis, { ...(halvesEvery !== undefined && { halvesEvery: spanIn(spot, halvesEvery) }), worth }],
  ];
}

const notKept = (spot: Spot, name: string, kept: readonly string[]): void =>
  refuse(within(spot, name), {
    code: 'L014',
    what: `The house keeps no score '${name}'.`,
    mend:
      kept.length > 0
        ? meantOr(name, kept)
        : "Say in house.ts which it keeps: scores: { fit: {}, intent: { halvesEvery: '10 days' } }.",
  });

const countsNothing = (spot: Spot): void =>
  refuse(spot, {
    code: 'L014',
    what: 'Nothing counts into it.',
    mend: "Say what does: worth(8, did('…')); or take it out.",
  });
