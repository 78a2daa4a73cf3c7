import { pathOf } from '../check/graph.ts';
import { type Frozen, type FrozenStep, stageOf, type StepId } from '../frozen.ts';
import { ownerAt } from './owner.ts';
import { at, type Found, inJourneys, rule } from './rule.ts';

/** A stage without one owner, or one in which somebody else speaks. */
export const j104 = rule(
  'J104',
  'Clear ownership: each stage has exactly one owner, and whoever owns it speaks in it (MKT1).',
  inJourneys((journey) => [
    ...ownerless(journey),
    ...Object.entries(journey.steps).flatMap(said(journey)),
  ]),
);

function ownerless(journey: Frozen): readonly Found[] {
  const used = new Set(Object.keys(journey.steps).map(stageOf));
  used.delete('exit'); // ends that belong to no stage
  return [...used]
    .filter((stage) => ownerAt(journey, `${stage}.`) === undefined)
    .map((stage) => ({
      journey: journey.journey,
      path: stage,
      what: `The stage ${stage} has no owner, or none of marketing, sales and success.`,
      mend: `Say in the house who owns it: ${stage}: { owner: 'marketing', … }.`,
    }));
}

const said =
  (journey: Frozen) =>
  ([id, { kind }]: readonly [StepId, FrozenStep]): readonly Found[] => {
    const owner = ownerAt(journey, id);
    const speaks = kind === 'touch' || kind === 'series' || kind === 'offer';
    if (speaks && owner !== undefined && owner !== 'marketing')
      return [
        {
          ...at(journey, id),
          what: `${stageOf(id)} is of ${owner}, and marketing speaks in it.`,
          mend: `Put the mail on the shelf of its assist: there ${owner} may ask for it.`,
        },
      ];
    if (kind !== 'assist' || owner !== 'marketing') return [];
    return [
      {
        ...at(journey, id),
        what: `${pathOf(id)} assists in a stage that is marketing's: there is nobody to assist.`,
        mend: 'Put the assist into a stage of sales or success.',
      },
    ];
  };
