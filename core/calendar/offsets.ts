import type { Instant } from '../fact.ts';
import { DAY, type DayNumber, MINUTE } from './day.ts';

/** [from this instant on, minutes east of UTC], in order; the first one holds from the beginning, the last one for ever. */
export type Offsets = readonly (readonly [Instant, number])[];

/** What a clock on the wall shows, counted like an instant: as if the wall stood in UTC. */
export type Wall = number;

/** What the clock shows at an instant. Pure, total. */
export const wallAt = (at: Instant, offsets: Offsets): Wall => at + offsetAt(at, offsets);

/** The local day of an instant. Pure, total. */
export const localDay = (at: Instant, offsets: Offsets): DayNumber =>
  Math.floor(wallAt(at, offsets) / DAY);

/**
 * When the clock shows `wall`. A time that it shows twice: the first. A time that it skips: as much later as it skips, like
 * `compatible` of Temporal (02:30 becomes 03:30). Pure, total.
 */
export const whenShown = (wall: Wall, offsets: Offsets): Instant =>
  shown(wall, offsets) ?? wall - before(wall, offsets);

/** When the clock first shows `wall` or more: where it skips `wall`, the instant of the jump. Pure, total. */
export const whenReached = (wall: Wall, offsets: Offsets): Instant =>
  shown(wall, offsets) ?? jumpOver(wall, offsets);

function shown(wall: Wall, offsets: Offsets): Instant | undefined {
  const shows = [before(wall, offsets), behind(wall, offsets)]
    .map((offset) => wall - offset)
    .filter((at) => wallAt(at, offsets) === wall);
  return shows.length > 0 ? Math.min(...shows) : undefined;
}

function jumpOver(wall: Wall, offsets: Offsets): Instant {
  const latest = wall - before(wall, offsets);
  return offsets.findLast(([from]) => from <= latest)?.[0] ?? latest;
}

// No zone is a day away from UTC, and none changes twice within two days: so these two are all that may apply.
const before = (wall: Wall, offsets: Offsets): number => offsetAt(wall - DAY, offsets);
const behind = (wall: Wall, offsets: Offsets): number => offsetAt(wall + DAY, offsets);

/** Milliseconds east of UTC. */
function offsetAt(at: Instant, offsets: Offsets): number {
  const [, minutes] = offsets.findLast(([from]) => from <= at) ?? offsets[0] ?? [at, 0];
  return Math.round(minutes * MINUTE);
}
