import type { Hours, Slice } from '../calendar.ts';
import type { Instant } from '../fact.ts';
import { HOUR, MINUTE } from './day.ts';
import { localDay } from './offsets.ts';
import { openDays } from './open-days.ts';
import { type Opening, openingOn } from './opening.ts';

/** Hours in which something may happen. On holidays it is closed, unless it says otherwise. */
export type Window = Hours & Readonly<{ holidays?: 'closed' | 'open' }>;

/** `at` itself when it is open then, else the next opening. What never opens is taken as always open. Pure, total. */
export const opensAt = (at: Instant, window: Window, slice: Slice): Instant =>
  Math.max(at, openingFrom(at, window, slice).from);

/** The end of the opening that goes on at `at`, else of the next one. An opening ends with its day at the latest. Pure, total. */
export const closesAt = (at: Instant, window: Window, slice: Slice): Instant =>
  openingFrom(at, window, slice).to;

/**
 * When whoever has this key (a 32-bit hash) has their turn, from `at` on: always inside the opening that `opensAt` finds. An opening is
 * cut into hours, and what is left of it into ever shorter pieces; everybody has one turn in each piece. So thousands who are due
 * at once are spread, nobody waits for a turn much longer than an hour, and who asks again at their turn goes then. Pure, total.
 */
export function spreadIn(
  at: Instant,
  key: number,
  { hours, slice }: Readonly<{ hours: Window; slice: Slice }>,
): Instant {
  const { from, to } = openingFrom(at, hours, slice);
  const share = (key >>> 0) / 2 ** 32;
  for (let piece = from; piece < to;) {
    const length = Math.max(
      1,
      Math.floor(Math.min(HOUR, Math.max(MINUTE, (to - piece) / 2), to - piece)),
    );
    const turn = piece + Math.floor(share * length);
    if (turn >= at) return turn;
    piece += length;
  }
  return at;
}

const ALWAYS: Window = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 * 60, holidays: 'open' };

/** The opening that is not over at `at`. */
function openingFrom(at: Instant, window: Window, slice: Slice): Opening {
  const days = openDays(window.days, window.holidays === 'open' ? [] : slice.holidays);
  if (days === undefined || window.from >= window.to) return openingFrom(at, ALWAYS, slice);
  let day = localDay(at, slice.offsets);
  if (!days.has(day)) day = days.nth(day, 1);
  // Besides today's, which may be over, a change of offset may swallow an opening; the widest known one, of 24 hours, two of them.
  for (let tries = 0; tries < 2 + 2 * slice.offsets.length; tries++) {
    const opening = openingOn(day, window, slice.offsets);
    if (opening.to > Math.max(at, opening.from)) return opening;
    day = days.nth(day, 1);
  }
  return { from: at, to: at };
}
