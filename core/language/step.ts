import type { Condition } from './condition.ts';
import type { Moment, Ref, TraitRef } from './time.ts';

/** One line of a stage. `To` is the union of stages it may lead to: a type only, so that a journey's edges are checked. */
export interface Step<To extends string = string> {
  readonly kind: string;
  readonly leadsTo?: To;
}
/** A step that only leads somewhere: `to` or `end`. */
export interface Way<To extends string = string> extends Step<To> {
  readonly kind: 'to' | 'end';
}
/** Not a step: the one way across to another owner is an accepted offer. */
export interface Crossing<To extends string = string> {
  readonly crossing: string;
  readonly leadsTo?: To;
}
/** One arm of a branch. */
export interface Case<To extends string = string> {
  readonly when?: Condition;
  readonly steps: readonly Step<To>[];
  readonly leadsTo?: To;
}
/** An interrupt: it has a condition, and it leads. */
export interface Call<To extends string = string> extends Case<To> {
  readonly when: Condition;
  readonly steps: readonly [Way<To>];
}
export type LeadsTo<S> = S extends { readonly leadsTo?: infer To } ? Extract<To, string> : never;

/** What each slot of a mail is filled with: a value, a property of an event, or a trait – of the slot's own type; a date by any date. */
export type Fill<Slots> = {
  readonly [K in keyof Slots]: Slots[K] extends Date
    ? Moment
    : Slots[K] | Ref<Slots[K]> | TraitRef<Slots[K]>;
};

/** A line as data. It has no `leadsTo` at run time, so it serves as a step to anywhere. */
export const step = <K extends string>(kind: K, rest: object = {}): Readonly<{ kind: K }> => ({
  kind,
  ...rest,
});
