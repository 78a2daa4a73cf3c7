import { z } from 'zod';
import type { Api } from './api.ts';

const hold = z.looseObject({
  id: z.string(),
  scope: z.string(),
  of: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  placedAt: z.string(),
  releasedAt: z.string().nullable(),
});
const listed = z.looseObject({ holds: z.array(hold) });
export type StandingHold = z.output<typeof hold>;

/** The holds in force, the latest first; those of undecided answers last. */
export const standingHolds = async (api: Api): Promise<readonly StandingHold[]> =>
  (await api.get('/v1/holds', listed)).holds.filter(({ releasedAt }) => releasedAt === null);
