import { type Frozen, type Owner, stageOf, type StepId } from '../frozen.ts';
import type { HouseData } from '../house.ts';

const OWNERS: readonly unknown[] = ['marketing', 'sales', 'success'] satisfies Owner[];

/** Who has people at this step; undefined of an end that belongs to no stage, and of a stage without one owner. Pure. */
export function ownerAt({ stages }: Frozen, id: StepId): Owner | undefined {
  const stage = stageOf(id);
  const owner = Object.hasOwn(stages, stage) ? stages[stage]?.owner : undefined;
  return OWNERS.includes(owner) ? owner : undefined;
}

/** Sales' or success's. Pure. */
export const isTheirs = (journey: Frozen, id: StepId): boolean =>
  !['marketing', undefined].includes(ownerAt(journey, id));

/** Whose team it is: of sales, unless it says otherwise. Pure. */
export const ownerOfTeam = ({ teams }: HouseData, team: string): 'sales' | 'success' =>
  (Object.hasOwn(teams, team) ? teams[team]?.owner : undefined) ?? 'sales';

/** The reasons that a team of this owner may give. Pure. */
export const reasonsFor = ({ reasons }: HouseData, owner: Owner): readonly string[] =>
  Object.entries(reasons)
    .filter(([, { of }]) => of === undefined || of === owner)
    .map(([reason]) => reason);
