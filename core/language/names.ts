import type { NoSuch } from './no-such.ts';
import type { House, Name, Output, Reported, Spelled } from './vocabulary.ts';

// The names one house gives its journeys, as unions of literals.

/** The shape of `templates/mails.gen.ts`: mail → its slots. */
export type MailsOf<Mails> = { [K in keyof Mails]: object };

export type Events<H extends House, Mails> = H['events'] & Reported<H, Name<Mails>>;
export type EventName<H extends House, Mails> = Spelled<Events<H, Mails>>;
/** The name of an event itself, or a message that nothing is assignable to. */
export type KnownEvent<H extends House, Mails, E extends string> =
  E extends EventName<H, Mails>
    ? E
    : E extends 'mail.opened'
      ? 'machines open mails too: ask for mail.clicked or mail.replied'
      : NoSuch<'event', E, EventName<H, Mails>>;
/** The properties of one event. */
export type Props<H extends House, Mails, E extends string> =
  E extends EventName<H, Mails> ? Output<Events<H, Mails>[E]> : never;

export type Stage<H extends House> = Name<H['stages']>;
export type Team<H extends House> = Name<H['teams']>;
export type Topic<H extends House> = Name<H['topics']>;
export type Sender<H extends House> = Name<H['senders']>;
export type Reason<H extends House> = Name<H['reasons']>;
export type Trait<H extends House> = Name<H['traits']>;
export type Score<H extends House> = H extends { readonly scores: infer S } ? Name<S> : never;
export type Window<H extends House> = H extends { readonly windows: infer W } ? Name<W> : never;

/** Marketing's stages: `to` leads there. */
export type Ours<H extends House> = {
  [K in Stage<H>]: H['stages'][K]['owner'] extends 'marketing' ? K : never;
}[Stage<H>];
/** The stages of sales and success: an accepted offer leads there. */
export type Theirs<H extends House> = Exclude<Stage<H>, Ours<H>>;
/** A team without an owner is of sales. */
export type OwnerOf<H extends House, T extends Team<H>> = H['teams'][T] extends {
  owner: infer O;
}
  ? O
  : 'sales';
export type StageOf<H extends House, T extends Team<H>> = {
  [K in Stage<H>]: H['stages'][K]['owner'] extends OwnerOf<H, T> ? K : never;
}[Stage<H>];
/** The reasons that a team may give: everybody's, and those of its own owner. */
export type ReasonOf<H extends House, T extends Team<H>> = ReasonOfSide<H, OwnerOf<H, T>>;
/** The reasons that sales, or success, may give. */
export type ReasonOfSide<H extends House, Side> = {
  [R in Reason<H>]: H['reasons'][R] extends { of: infer O } ? (O extends Side ? R : never) : R;
}[Reason<H>];

/** The mails without slots: a shelf has nobody to fill one. */
export type Complete<Mails> = {
  [K in Name<Mails>]: object extends Mails[K] ? K : never;
}[Name<Mails>];
