import { DAY, MINUTE, weekdayOf } from '../../core/calendar/day.ts';
import { type Offsets, wallAt } from '../../core/calendar/offsets.ts';
import type { Hours } from '../../core/calendar.ts';
import type { Instant } from '../../core/fact.ts';
import type { Random } from '../random.ts';

type Within = Readonly<{ from: Instant; to: Instant }>;

/** So often a time is drawn until one falls into the hours: of a working week a quarter does. */
const TRIES = 32;

/** When somebody does things, by the clock on their wall. */
export class Waking {
  readonly #hours: Hours | undefined;
  readonly #offsets: Offsets;

  /** Without hours they may do something at any time. */
  constructor(hours: Hours | undefined, offsets: Offsets) {
    this.#hours = hours;
    this.#offsets = offsets;
  }

  has(at: Instant): boolean {
    if (this.#hours === undefined) return true;
    const wall = wallAt(at, this.#offsets);
    const day = Math.floor(wall / DAY);
    const minutes = (wall - day * DAY) / MINUTE;
    const { days, from, to } = this.#hours;
    return from <= minutes && minutes < to && days.includes(weekdayOf(day));
  }

  /** Some time in a stretch at which they may do something; any, where the stretch has hardly such a time. */
  draw(random: Random, { from, to }: Within): Instant {
    let at = from;
    for (let tries = 0; tries < TRIES; tries += 1) {
      at = Math.floor(from + random.next() * (to - from));
      if (this.has(at)) return at;
    }
    return at;
  }

  /** The same, in the week around a time: so a rate stays what it is. */
  near(random: Random, at: Instant, earliest: Instant): Instant {
    if (this.has(at)) return at;
    return this.draw(random, { from: Math.max(earliest, at - 3.5 * DAY), to: at + 3.5 * DAY });
  }
}
