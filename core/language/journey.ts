import type { Waiver } from '../check/waiver.ts';
import type { Did } from './did.ts';
import type { Name, House } from './vocabulary.ts';
import type { Stage, Topic, Window } from './names.ts';
import type { Call, LeadsTo, Step } from './step.ts';
import type { Ref, Span } from './time.ts';

/** Who comes in, and where. */
export type Entry<S extends string> = Readonly<{ on?: Did; by?: 'sales' | 'list'; into: S }>;

export type Stages<H extends House> = { readonly [K in Stage<H>]?: readonly Step<Stage<H>>[] };

/** A journey as it is written. */
export type Journey<H extends House, S extends Stages<H>> = Readonly<{
  topic: Topic<H>;
  enter: Entry<NoInfer<Name<S>>> | readonly Entry<NoInfer<Name<S>>>[];
  /** When somebody may enter once more. Without it: after the last entry has closed. */
  again?: 'never' | Readonly<{ after: Span }> | Readonly<{ per: Ref<unknown> }>;
  /** The window of every mail that names none. */
  during?: Window<H>;
  /** Who speaks when several journeys want to: the higher first. */
  priority?: number;
  /** Interrupts: heard at every step of marketing's, the first that has news leads. */
  whenever?: readonly Call<NoInfer<Name<S>>>[];
  /** Rules of the rule book that it does not keep, knowingly and for a while. */
  waive?: readonly Waiver[];
  stages: S & Closed<H, S>;
}>;

/** Every stage is the house's, and leads only to stages of this journey. */
type Closed<H extends House, S> = {
  readonly [K in keyof S]: K extends Stage<H>
    ? [Missing<S, K>] extends [never]
      ? unknown
      : `this journey has no stage '${Missing<S, K>}'`
    : `the house has no stage '${Extract<K, string>}'`;
};
type Missing<S, K extends keyof S> = S[K] extends readonly (infer One)[]
  ? Exclude<LeadsTo<One>, keyof S>
  : never;

/** What `journey` returns: plain data for `freeze`, and nothing else to look into. */
export type Written = Readonly<{ language: 1; id: string }>;
