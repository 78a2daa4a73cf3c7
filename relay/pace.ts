/** How fast workflows may be told their news: more at once than the workers handle makes their cached tasks time out and costs double. */
export type Pace = Readonly<{
  /** How many may be rung now, at most `most`. */
  may: (most: number, now: number) => number;
  /** Milliseconds until the next may be rung. */
  rest: (now: number) => number;
  /** What a batch of `rung` was like: how many took too long or did not get through. */
  heard: (rung: number, slow: number, now: number) => void;
}>;

/** A tenth of the full rate is always let through: it is how we learn that Temporal is well again. */
const SLOWEST = 0.1;
/** How much of the full rate comes back with each batch that went well. */
const RECOVERY = 0.125;

/** A bucket of `burst` that fills with `perSecond`; half as fast after each batch in which some were slow. `now` is in milliseconds. */
export function createPace(perSecond: number, burst: number): Pace {
  let share = 1;
  let filled = burst;
  let at = 0;
  const fill = (now: number): void => {
    filled = Math.min(burst, filled + (Math.max(0, now - at) * perSecond * share) / 1000);
    at = now;
  };
  return {
    may: (most, now) => {
      fill(now);
      return Math.min(most, Math.floor(filled));
    },
    rest: (now) => {
      fill(now);
      return filled >= 1 ? 0 : Math.ceil(((1 - filled) * 1000) / (perSecond * share));
    },
    heard: (rung, slow, now) => {
      fill(now);
      filled -= rung;
      share = slow > 0 ? Math.max(SLOWEST, share / 2) : Math.min(1, share + RECOVERY);
    },
  };
}
