import type { Length } from '../core/length.ts';

/** A property of an event: itself, or a date so long after the event. */
export type Said = string | number | boolean | Readonly<{ in: Length }>;

/** When a persona does something: so long after the start, or after something that happens to them. */
export type When = Readonly<{
  after?: Length;
  /** Each time this happens to them: a mail of this name is sent, this series, this stage is entered. Absent: the start. */
  of?: Readonly<{ mail: string } | { series: string } | { stage: string } | { event: string }>;
  /** Again and again, so long after each other, … */
  every?: Length;
  /** … so often at most (absent: for ever); with `of`, of how many of them. */
  times?: number;
}>;

/** Something a persona does, or becomes. */
export type Doing = When &
  (
    | Readonly<{ event: string; with?: Readonly<Record<string, Said>> }>
    | Readonly<{ becomes: Readonly<Record<string, string | number | boolean>> }>
  );

/** What sales says to the n-th offer, and what becomes of it. */
export type SalesAnswer = Readonly<{ after: Length; rep?: string }> &
  (
    | Readonly<{ say: 'accept'; then?: Outcome }>
    | Readonly<{ say: 'reject'; reason: string }>
    | Readonly<{ say: 'not-yet'; for: Length }>
    /** Nobody answers: the clock runs out. */
    | Readonly<{ say: 'nothing' }>
  );
export type Outcome = Readonly<{ after: Length; is: 'won' | 'lost' | 'returned'; reason?: string }>;

/** Somebody made up, as data: who they are, what they do and when, and how sales answers. */
export type Persona = Readonly<{
  name: string;
  /** Who they are, in a sentence: for whoever reads it. */
  about?: string;
  email: string;
  /** IANA name; absent: the house's. */
  zone?: string;
  account?: string;
  traits: Readonly<Record<string, string | number | boolean>>;
  /** Topics they agreed to; absent: all. */
  consent?: readonly string[];
  /** When their story begins, by the clock on their wall: '2027-01-11 10:30'. Absent: whoever plays it says. */
  begins?: string;
  does: readonly Doing[];
  /** One for each offer; the last one for all that follow. Absent: nobody answers. */
  sales?: readonly SalesAnswer[];
  /** How long people take for a task; absent: nobody does it. */
  tasks?: Readonly<{ after: Length }>;
}>;
