import type { HouseData } from './house.ts';

/** The reasons that reps of this team may give: some are only sales', some only success'. Pure. */
export function reasonsOf(
  { reasons, teams }: Pick<HouseData, 'reasons' | 'teams'>,
  team: string,
): readonly string[] {
  const owner = teams[team]?.owner ?? 'sales';
  return Object.keys(reasons).filter((reason) => (reasons[reason]?.of ?? owner) === owner);
}
