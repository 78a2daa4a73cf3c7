import { createHmac } from 'node:crypto';
import type { SliceFor } from '../core/house-hours.ts';
import type { HouseData } from '../core/house.ts';
import type { Ctx } from './ctx.ts';
import { openDatabase } from './open.ts';

/** How many connections the whole product has: claims, the fold, the API. */
const CONNECTIONS = 20;

/** What the store's transactions need, in a world with that pace. */
export function contextOf(world: Readonly<{ pace: number }>, house: HouseData, given: Given): Ctx {
  return {
    db: openDatabase(given.database, { max: CONNECTIONS }),
    pace: world.pace,
    house,
    versions: new Map(),
    now: () => Date.now(),
    sliceFor: given.sliceFor,
    hashAddress: (emailKey) => createHmac('sha256', given.pepper).update(emailKey).digest('hex'),
  };
}
type Given = Readonly<{ database: string; pepper: string; sliceFor: SliceFor }>;
