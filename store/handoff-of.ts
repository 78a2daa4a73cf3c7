import type { Selectable } from 'kysely';
import type { HouseData } from '../core/house.ts';
import type { Handoff } from '../core/state.ts';
import type { Database } from './schema.ts';

export type HandoffRow = Selectable<Database['handoffs']>;

/** For the story: whose team it is, where that is not sales'. Pure. */
export const partnerIn = (house: HouseData, team: string): Readonly<{ owner?: 'success' }> =>
  house.teams[team]?.owner === 'success' ? { owner: 'success' } : {};

/** The states of a handoff that is somebody's business still. */
export const OPEN = ['offered', 'not-yet', 'accepted'] as const;

/** A handoff as its workflow knows it: no packet, no person. Pure. */
export const handoffOf = ({
  id,
  step,
  visit,
  rev,
  state,
  until,
  reason,
  rep,
}: HandoffRow): Handoff => ({
  id,
  key: `${step}#${visit}`,
  rev,
  state,
  ...(until !== null && { until }),
  ...(reason !== null && { reason }),
  ...(rep !== null && { rep }),
});
