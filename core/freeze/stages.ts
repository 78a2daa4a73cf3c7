import type { Frozen } from '../frozen.ts';
import { NOWHERE, refuse, type Spot, within } from './draft.ts';
import { isFields, listOf } from './fields.ts';
import { layDown, type Plan, planOf } from './lay.ts';
import { nameIn } from './names.ts';

/** Names the first step of every stage, so that all others may lead there; `layDown` does the rest. */
export function plansIn(spot: Spot, stages: unknown): readonly Plan[] {
  const said = isFields(stages)
    ? Object.entries(stages).filter(([, list]) => list !== undefined)
    : [];
  if (said.length === 0) {
    const mend = 'Give it a stage with a step.';
    refuse(spot, { code: 'L000', what: 'The journey has no stages.', mend });
  }
  return said.map(([stage, list]) => planIn(within(spot, stage), stage, list));
}

function planIn(spot: Spot, stage: string, list: unknown): Plan {
  nameIn(spot, stage, 'stage');
  const plan = planOf(spot, stage, listOf(list));
  const [first] = plan.lines;
  if (!first) {
    const mend = 'Give it a step, or take it out.';
    refuse(spot, {
      code: 'G002',
      what: `The stage ${stage} leads nowhere: it has no steps.`,
      mend,
    });
  }
  spot.draft.entrances.set(stage, first?.id ?? NOWHERE);
  return plan;
}

export const layAll = (plans: readonly Plan[]): void => {
  for (const plan of plans) layDown(plan, NOWHERE);
};

/** The stages this journey uses, as the house has them now. */
export function stagesOf({ draft }: Spot): Frozen['stages'] {
  const used = [...draft.entrances.keys()].flatMap((stage) => {
    const known = draft.words.stages.get(stage);
    if (known === undefined) return [];
    const { owner, demand } = known;
    const recycle = known.recycle === true ? { recycle: true as const } : {};
    return [[stage, { owner, demand, ...recycle }] as const];
  });
  return Object.fromEntries(used);
}
