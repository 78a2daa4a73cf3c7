import type { Calendar } from '../../core/calendar.ts';
import { HOUR } from '../../core/calendar/day.ts';
import { localDay } from '../../core/calendar/offsets.ts';
import { openDays } from '../../core/calendar/open-days.ts';
import { openingOn } from '../../core/calendar/opening.ts';
import type { Instant } from '../../core/fact.ts';

type Opening = Readonly<{ from: Instant; to: Instant; before: number }>;

/** Time counted in hours in which a team works: while it is closed its clock stands. */
export class WorkClock {
  readonly #openings: readonly Opening[];
  /** Hours of a day on which it works. */
  readonly day: number;
  /** All hours of the stretch. */
  readonly hours: number;

  constructor({ slice, hours }: Calendar, begins: Instant, end: Instant) {
    const days = openDays(hours.days, slice.holidays);
    const openings: Opening[] = [];
    let before = 0;
    const last = localDay(end, slice.offsets);
    for (let day = localDay(begins, slice.offsets); day <= last; day += 1) {
      if (days?.has(day) === false) continue;
      const { from, to } = openingOn(day, hours, slice.offsets);
      openings.push({ from, to, before });
      before += Math.max(0, to - from) / HOUR;
    }
    this.#openings = openings;
    this.hours = before;
    this.day = (hours.to - hours.from) / 60;
  }

  /** How many hours it had worked by then. */
  at(at: Instant): number {
    let low = 0;
    let high = this.#openings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#openings[middle]?.from ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const opening = this.#openings[low - 1];
    if (opening === undefined) return 0;
    return opening.before + Math.max(0, Math.min(at, opening.to) - opening.from) / HOUR;
  }
}
