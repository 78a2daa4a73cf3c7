import { houseZone, type SliceFor } from '../core/house-hours.ts';
import type { HouseData } from '../core/house.ts';
import { sliceOf } from './slice.ts';
import { isZone } from './zone.ts';

/** The slices of a house: with its holidays; what is no zone counts as the house's own. */
export const slicesOf =
  (house: HouseData): SliceFor =>
  (zone, at) =>
    sliceOf(isZone(zone) ? zone : houseZone(house), at, { holidays: house.holidays ?? [] });
