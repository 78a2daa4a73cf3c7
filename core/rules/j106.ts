import { stageOf } from '../frozen.ts';
import { at, inJourneys, rule } from './rule.ts';

/** A warning: a journey of which marketing's stages do nothing but capture. */
export const j106 = rule(
  'J106',
  'Demand is created before it is captured: most buyers are not in the market yet (Brondos).',
  inJourneys((journey) => {
    const used = new Set(Object.keys(journey.steps).map(stageOf));
    const ours = Object.entries(journey.stages).filter(
      ([stage, { owner }]) => owner === 'marketing' && used.has(stage),
    );
    if (ours.length === 0 || ours.some(([, { demand }]) => demand !== 'capture')) return [];
    return [
      {
        ...at(journey, ''),
        warning: true,
        what: `All of marketing's stages here only capture demand: ${ours.map(([stage]) => stage).join(', ')}.`,
        mend: 'Give it a stage that creates demand, in which people learn before anything is asked of them.',
      },
    ];
  }),
);
