import type { Instant } from '../../core/fact.ts';
import type { HouseData } from '../../core/house.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import { humanise } from './humanise.ts';
import { when } from './when.ts';

/** Whether sales has them, and who may take them or give them back. Pure. */
export function takeView(
  { taken, erasedAt }: Pick<ProspectView, 'taken' | 'erasedAt'>,
  house: HouseData,
  now: Instant,
): object {
  const reps = new Map(
    Object.values(house.teams).flatMap((team) => team.reps.map(({ id, name }) => [id, name])),
  );
  const name = taken && (reps.get(taken.rep) ?? taken.rep);
  return {
    erased: erasedAt !== null,
    taken: taken === undefined ? null : { ...taken, name, at: when(taken.at, now) },
    reps: [...reps].map(([id, repName]) => ({ id, name: repName })),
    reasons: Object.keys(house.reasons).map((id) => ({ id, name: humanise(id) })),
  };
}
