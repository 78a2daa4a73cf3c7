import type { House, Output } from '../core/language/vocabulary.ts';
import type { EventName, Props, Topic, Trait } from '../core/language/names.ts';
import type { Zone } from '../core/language/hours.ts';
import type { Span } from '../core/language/time.ts';

/** A date as a test says it: itself, or so long after it is said. */
export type SaidDate = Date | Readonly<{ in: Span }>;
/** A value, and dates in words. */
export type SaidValue<V> = [V] extends [Date] ? SaidDate : V;
type SaidOf<P> = { readonly [K in keyof P]: SaidValue<P[K]> };

/** What somebody may be told to have done: all but what Perennial alone tells. */
export type Done<H extends House, Mails> = Exclude<
  EventName<H, Mails>,
  'handoff.accepted' | 'handoff.rejected' | 'journey.ended'
>;
/** The properties of an event, to be left out where it has none. */
export type SaidProps<H extends House, Mails, E extends string> =
  Record<string, never> extends Props<H, Mails, E>
    ? readonly [props?: SaidOf<Props<H, Mails, E>>]
    : readonly [props: SaidOf<Props<H, Mails, E>>];

export type SaidTraits<H extends House> = {
  readonly [T in Trait<H>]?: SaidValue<Output<H['traits'][T]>>;
};

/** Whom a test is about. */
export interface Somebody<H extends House> {
  readonly name?: string;
  readonly traits?: SaidTraits<H>;
  /** Where their clock hangs; absent: the house's zone. */
  readonly zone?: Zone;
  /** The domain of their company. */
  readonly account?: string;
  /** What they agreed to be written to about; absent: everything. */
  readonly consent?: readonly Topic<H>[];
  /** When their story begins, by that clock: '2027-01-11 10:30'. Absent: a Monday morning in January. */
  readonly begins?:
    | `${number}-${number}-${number}`
    | `${number}-${number}-${number} ${number}:${number}`;
}
