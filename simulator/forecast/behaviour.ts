import type { Length } from '../../core/length.ts';

export type Scalar = string | number | boolean;
/** Each with its share of 1; what is left over is nothing at all. */
export type Shares = Readonly<Record<string, number>>;
/** The same for everybody; texts by their shares; or numbers, truths and ranges by theirs. */
export type Spread =
  | Scalar
  | Shares
  | readonly (Readonly<{ share: number }> &
      (Readonly<{ is: Scalar }> | Readonly<{ from: number; to: number }>))[];
/** A length from one to the other, each as likely. */
export type Span = Readonly<{ from: Length; to: Length }>;

/** A property of an event: itself, a date so long after it, one of several by their shares, or that of the event it follows from. */
export type Property =
  | Scalar
  | Readonly<{ in: Length }>
  | Readonly<{ oneOf: Shares }>
  | Readonly<{ same: string }>;
export type Properties = Readonly<Record<string, Property>>;

/** Something people do by themselves, so often in 30 days; `inMarket`: so often while they look for something to buy. */
export type Habit = Readonly<{
  event: string;
  with?: Properties;
  perMonth: number;
  inMarket?: number;
}>;
/** Who somebody is, and what they do by themselves. */
export type Kind = Readonly<{
  zones?: Shares;
  traits?: Readonly<Record<string, Spread>>;
  does?: readonly Habit[];
}>;

/** What an event leads to, by chance, some time within so long. */
export type Consequence = Readonly<{
  of: string;
  where?: Readonly<Record<string, Scalar>>;
  chance: number;
  within: Length;
  event: string;
  with?: Properties;
}>;

/** How they take a mail: the share of mails that is answered so. */
export type Reaction = Readonly<{ click?: number; reply?: number; unsubscribe?: number }>;
export type Mailing = Readonly<{
  /** They react within so long. */
  within: Length;
  educate?: Reaction;
  convert?: Reaction;
  /** Single mails that are taken otherwise. */
  named?: Readonly<Record<string, Reaction>>;
  /** While in the market, clicks and replies are so many times as likely. */
  inMarketTimes?: number;
}>;

/** How people come into the journey: by an event or by hand; evenly over a time or so many a day. Neither: all at the start. */
export type Arrival = Readonly<{ over?: Length; perDay?: number }> &
  (Readonly<{ event: string; with?: Properties }> | Readonly<{ by: 'list' | 'sales' }>);

/** What sales says to an offer; what is left over is no answer. */
export type Answers = Readonly<{
  accept?: number;
  reject?: Shares;
  notYet?: Readonly<{ share: number; for: Length }>;
}>;
/** What becomes of whom sales accepted; of what is left over nothing is heard. */
export type Outcomes = Readonly<{ won?: number; lost?: Shares; returned?: number }>;
/** One for people who look for something to buy, one for all others. */
export type ByMarket<T> = Readonly<{ inMarket: T; otherwise: T }>;
export type Sales = Readonly<{
  /** How long until somebody answers, if there is no queue: hours in which the team works. */
  answersIn: Readonly<{ from: number; to: number }>;
  /** So many offers a rep looks at in a working day. */
  perRepPerDay: number;
  answers: ByMarket<Answers>;
  outcomeAfter: Span;
  outcomes: ByMarket<Outcomes>;
}>;

/** How people and sales behave: all that a forecast assumes. What it does not name does not happen. */
export type Behaviour = Readonly<{
  about?: string;
  /** The day on which it begins, 'YYYY-MM-DD'. */
  starts: string;
  /** When people do things, by the clock on their wall. Absent: at any time. */
  hours?: Readonly<{ days: string; from: string; to: string }>;
  /** journey → how people come into it. */
  arrivals: Readonly<Record<string, Arrival>>;
  everyone?: Kind;
  /** Each person is of one of these, by their shares. */
  segments: Readonly<Record<string, Kind & Readonly<{ share: number }>>>;
  /** When people look for something to buy. Absent: nobody does. */
  market?: Readonly<{ atArrival: number; entersPerMonth: number; stays: Length }>;
  leadsTo?: readonly Consequence[];
  mails?: Mailing;
  sales?: Sales;
  tasks?: Readonly<{ done: number; within: Length }>;
}>;
