import type { AxisName } from '../../frozen.ts';
import type { Condition } from '../condition.ts';
import type { Did, Refined } from '../did.ts';
import type { Stage } from '../names.ts';
import type { Day, Duration } from '../time.ts';
import type { TraitLeaf } from '../trait.ts';
import type { House } from '../vocabulary.ts';

/** What adds to a score: a deed, or what somebody is. How often and how long ago is what the score makes of it. */
export type Signal = Did | TraitLeaf;
/** Whatever else somebody says is refused by a message. */
type OneSignal<S> = S extends Refined
  ? 'a score counts every deed and lets it fade: leave .times(), .within() and .ever() out'
  : S extends Signal
    ? S
    : "a signal is one did('…') or one trait('…').is(…): say a worth for each";
export type Worth = Readonly<{ points: number; signal: Signal; upTo?: number }>;
/** What journeys/scores.ts exports as `scores`. */
export type Scores = { readonly [A in AxisName]?: readonly [Worth, ...Worth[]] };
type Volume<H extends House> = Readonly<{
  to: number;
  per: 'month' | 'quarter';
  by: Day;
  /** Never volume alone: how many of them must come how far. */
  keeping: Readonly<{ atLeast: number; reach: Stage<H> | 'won'; within: Duration }>;
  /** The scores it was agreed with, as `perennial goals` names them; needed where the house has scores. */
  scoreVersion?: string;
}>;
export type Grow<H extends House> = Readonly<{ grow: Stage<H> }> & Volume<H>;
type Proof = Readonly<{ proof: Condition; from: number; to: number; by: string }>;
export type Build = Readonly<{ build: string }> & Proof;

/** The words for what something is worth, and what for. */
export interface Aiming<H extends House> {
  readonly worth: <S extends Condition>(
    points: number,
    signal: OneSignal<S>,
    limit?: Readonly<{ upTo?: number }>,
  ) => Worth;
  readonly grow: (stage: Stage<H>, volume: Volume<H>) => Grow<H>;
  readonly build: (what: string, proof: Proof) => Build;
}

export const aiming = <H extends House>(): Aiming<H> => ({
  worth: (points, signal, limit) => ({ points, signal: signal as Signal, ...limit }),
  grow: (stage, volume) => ({ grow: stage, ...volume }),
  build: (what, proof) => ({ build: what, ...proof }),
});
