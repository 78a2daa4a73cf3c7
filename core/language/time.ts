type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month';
type WorkingUnit = 'business hour' | 'business day';
/** A length that goes by the clock alone: '3 days', '1 hour'. */
export type Span = `${number} ${Unit}` | `${number} ${Unit}s`;
/** A length of time as a marketer says it: '3 days', '1 hour', '2 business days'. */
export type Duration = Span | `${number} ${WorkingUnit}` | `${number} ${WorkingUnit}s`;
/** A calendar day, in the house's zone. */
export type Day = `${number}-${number}-${number}`;

// Interfaces, not aliases: TypeScript prints an interface by its name, and an alias by its inside.
/** The value of one property of one event the prospect did: looked up when needed, never carried. */
export interface Ref<T> {
  readonly of: string;
  readonly property: string;
  readonly type?: T;
}
/** The value of one trait. */
export interface TraitRef<T> {
  readonly trait: string;
  readonly value?: T;
}
/** A moment moved: an hour before it, three hours after it. */
export interface Shifted {
  readonly moment: Anchor;
  readonly shift: Duration;
  readonly side: 'before' | 'after';
}

/** Whatever has a date: `the(event).at`, `trait('contractEnds')`, '2027-08-20'. */
export type Anchor = Ref<Date> | TraitRef<Date> | Day;
/** Goes wherever a time goes. */
export type Moment = Anchor | Shifted;
