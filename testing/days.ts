import type { Instant } from '../core/fact.ts';
import { personCalendar } from '../core/house-hours.ts';
import { after } from '../core/length.ts';
import type { Ctx } from '../simulator/ctx.ts';
import type { Happening } from '../simulator/happening.ts';
import { Life } from '../simulator/life.ts';
import type { Setup, Who } from '../simulator/setup.ts';
import { Living } from '../simulator/walk.ts';

export type Looked = Readonly<{
  found: boolean;
  /** Where in the calendar the looking began. */
  from: number;
}>;

/** The days of one person in virtual time, and how far whoever tells of them has read. Deterministic. */
export class Days {
  readonly happenings: Happening[] = [];
  /** What was not looked at yet begins here … */
  page = 0;
  /** … and this is when it was turned. */
  turnedAt: Instant;
  readonly who: Who;
  readonly #setup: Setup;
  readonly #life: Life;
  readonly #living: Living;

  constructor(setup: Setup, who: Who, begins: Instant) {
    this.who = who;
    this.turnedAt = begins;
    this.#setup = setup;
    this.#life = new Life(setup, who, {
      begins,
      note: (happening) => void this.happenings.push(happening),
    });
    this.#living = new Living(this.#life);
  }

  get ctx(): Ctx {
    return this.#life.ctx;
  }

  get now(): Instant {
    return this.#life.ctx.now;
  }

  /** An instant so long from now, by their own calendar. */
  in(length: string): Instant {
    const { zone } = this.who;
    const { house, sliceFor } = this.#setup;
    const calendar = personCalendar(house, { zone, at: this.now, sliceFor });
    return after(this.now, length, { pace: 1, calendar });
  }

  /** Lets time pass. */
  passUntil(end: Instant): void {
    this.#living.until(end);
  }

  /** Somebody does something now, and what follows at once has followed. What is expected from here on comes after it. */
  act<T>(deed: (ctx: Ctx) => T): T {
    this.page = this.happenings.length;
    this.turnedAt = this.now;
    let came: { readonly of: T } | undefined;
    this.#life.at(this.now, (ctx) => {
      came = { of: deed(ctx) };
    });
    this.passUntil(this.now);
    if (came === undefined) throw new Error('what was on the agenda did not happen');
    return came.of;
  }

  /**
   * Reads on from the page to the first such happening, and lives on until it comes, or until `end`. `since`: earlier ones do not count.
   * Where it is found the page is turned to behind it.
   */
  look(isIt: (happening: Happening) => boolean, { end, since = -Infinity }: Span): Looked {
    const from = this.page;
    let read = from;
    const find = (): boolean => {
      for (; read < this.happenings.length; read += 1) {
        const one = this.happenings[read];
        if (one !== undefined && one.at >= since && isIt(one)) return true;
      }
      return false;
    };
    while (!find()) {
      const next = this.#life.next;
      if (next > end) {
        if (end > this.now) this.passUntil(end);
        return { found: false, from };
      }
      this.passUntil(next);
    }
    this.page = read + 1;
    this.turnedAt = this.happenings[read]?.at ?? this.now;
    return { found: true, from };
  }

  /** The first such happening on the page: what should not be there. */
  first(isIt: (happening: Happening) => boolean, since: Instant): number | undefined {
    const found = this.happenings.findIndex(
      (one, i) => i >= this.page && one.at >= since && isIt(one),
    );
    return found < 0 ? undefined : found;
  }
}

export type Span = Readonly<{ end: Instant; since?: Instant }>;
