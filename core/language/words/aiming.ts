import type { Condition } from '../condition.ts';
import type { Stage } from '../names.ts';
import type { Day, Duration } from '../time.ts';
import type { House } from '../vocabulary.ts';

export type Worth = Readonly<{ points: number; signal: Condition; upTo?: number }>;
type Volume<H extends House> = Readonly<{
  to: number;
  per: 'month' | 'quarter';
  by: Day;
  /** Never volume alone: how many of them must come how far. */
  keeping: Readonly<{ atLeast: number; reach: Stage<H> | 'won'; within: Duration }>;
}>;
export type Grow<H extends House> = Readonly<{ grow: Stage<H> }> & Volume<H>;
type Proof = Readonly<{ proof: Condition; from: number; to: number; by: string }>;
export type Build = Readonly<{ build: string }> & Proof;

/** The words for what something is worth, and what for. */
export interface Aiming<H extends House> {
  readonly worth: (points: number, signal: Condition, limit?: Readonly<{ upTo?: number }>) => Worth;
  readonly grow: (stage: Stage<H>, volume: Volume<H>) => Grow<H>;
  readonly build: (what: string, proof: Proof) => Build;
}

export const aiming = <H extends House>(): Aiming<H> => ({
  worth: (points, signal, limit) => ({ points, signal, ...limit }),
  grow: (stage, volume) => ({ grow: stage, ...volume }),
  build: (what, proof) => ({ build: what, ...proof }),
});
