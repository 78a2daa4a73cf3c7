import type { Instant } from '../fact.ts';

/** Somebody, or something, asked for a link of ours. */
export type Fetch = Readonly<{
  at: Instant;
  /** The link's name; `u`, `p`: the page to unsubscribe or to choose, which every mail links to. */
  link: string;
  /** The HTTP method. */
  method: string;
  /** What it says it is; null: nothing, or forgotten. */
  agent: string | null;
  /** The beginning of its address; null: not known. */
  network: string | null;
  /** It says that nobody has asked for the page yet. */
  prefetch: boolean;
}>;

/** What a fetch is judged by. */
export type Scene = Readonly<{
  fetch: Fetch;
  /** When the mail was let go; absent: not known. */
  sentAt?: Instant | undefined;
  /** What was fetched of the same mail around it, itself included, in any order. */
  near: readonly Fetch[];
  /** How many other people's links the same agent of the same network fetched within `TIMES.burst` of it. */
  crowd: number;
  /** Real time per time, as everywhere: in a demo world people are quicker. */
  pace: number;
}>;

/** Real milliseconds, at pace 1. */
export const TIMES = {
  /** So long nothing is said of a fetch: what comes after it tells as much as what came before. */
  settles: 15_000,
  /** Nobody gets a mail, reads it and follows a link so soon after it was let go. */
  atOnce: 6_000,
  /** A person opens one page after the other. */
  together: 2_000,
  /** Whoever was a machine is still one. */
  visit: 10_000,
  /** Colleagues do not all follow a link at once. */
  burst: 5_000,
} as const;

/** So many links of one mail `together` are no person. */
export const MANY_LINKS = 3;
/** So many other people within a `burst` are no person. */
export const CROWD = 5;

/** One of `TIMES` in the world's time. Seconds are no length of the language, so no `lengthOf`. Pure. */
export const timeAt = (time: keyof typeof TIMES, pace: number): number =>
  Math.round(TIMES[time] * pace);
