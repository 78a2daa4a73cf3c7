import type { Calendar } from './calendar.ts';
import type { Facts, Instant } from './fact.ts';
import type { End, StepId } from './frozen.ts';

/** The handoff as a workflow knows it. The higher `rev` wins, however it came. */
export type Handoff = Readonly<{
  id: string;
  /** `step#visit` of the offer that made it. */
  key: string;
  rev: number;
  state: HandoffState;
  /** When the clock runs out (offered), or when to ask again (not-yet). */
  until?: Instant;
  reason?: string;
  /** Whoever accepted it. */
  rep?: string;
}>;
export type HandoffState =
  | 'offered'
  | 'not-yet'
  | 'accepted'
  | 'rejected'
  | 'expired'
  | 'won'
  | 'lost'
  | 'returned'
  | 'withdrawn';

/** A person's task as a workflow knows it. The higher `rev` wins. */
export type Task = Readonly<{
  id: string;
  /** `step#visit` of the step that asks for it. */
  key: string;
  rev: number;
  state: 'open' | 'done' | 'late' | 'withdrawn';
  /** When it is late. */
  until: Instant;
}>;

/** [instant, step, what happened there]: the last few, at most eight, for whoever looks. Never given to an activity. */
export type Line = readonly [at: Instant, step: StepId, what: string];

/** Where one entry stands. All that outlives a sleep; survives JSON unchanged; no name, no address. */
export type State = Readonly<{
  v: 1;
  /** How fast time goes for this entry: 1, or 1/43,200 in the demo world. */
  pace: number;
  /** The number of the last question; it only grows. */
  n: number;
  now: Instant;
  at: StepId;
  /** Since when it is at `at`: what its waits are counted from. */
  since: Instant;
  /** How many steps it has come to: with `at` it names one stay, and unlike a count for each step it does not grow with the way. */
  visit: number;
  facts: Facts;
  /** How much of the prospect's news is in `facts`. */
  seq: number;
  /** sentence → the `last ?? since` that `whenever` last heeded. */
  heeded: Readonly<Record<string, Instant>>;
  /** The key of the question under way. */
  asked?: string;
  /** What the current step was answered. */
  answer?: Answer;
  handoff?: Handoff;
  task?: Task;
  /** How many mails of the series it stands at were said, and when the last one was. */
  said?: Readonly<{ n: number; at: Instant }>;
  /** Their days and hours, where the journey counts in business days or hours. */
  calendar?: Calendar;
  /** `step#visit` that the store last wrote down. */
  written?: string;
  /** Somebody else wants to speak, or the entry was closed: ask the store before anything else. */
  yield?: true;
  /** A code; set: this entry stands still until it is repaired. */
  faulted?: string;
  /** When it fell silent; only in the store. */
  parkedAt?: Instant;
  lines: readonly Line[];
}>;

/** News from the store for one entry. Late and repeated tellings do no harm. */
export type Telling = Readonly<{
  kind: 'told';
  entry: string;
  at: Instant;
  seq?: number;
  facts?: Facts;
  handoff?: Handoff;
  task?: Task;
  yield?: true;
  repair?: true;
}>;
export type Event =
  | Telling
  | Readonly<{ kind: 'answered'; at: Instant; asked: string; answer: Answer }>
  | Readonly<{ kind: 'woke'; at: Instant }>;

/** What the core wants done; `key` comes back with the answer. The activity finds the rest in the frozen step at `state.at`. */
export type Command = Readonly<{ key: string }> &
  (
    | Readonly<{ kind: 'touch' }>
    | Readonly<{ kind: 'offer' }>
    /** The clock of an offer, or of a not-yet, ran out. */
    | Readonly<{ kind: 'expire'; handoff: string }>
    /** Sales accepted and then nothing was heard for too long. */
    | Readonly<{ kind: 'quiet'; handoff: string }>
    /** Which arm of the split they are in. */
    | Readonly<{ kind: 'draw' }>
    /** Give the task to its people. */
    | Readonly<{ kind: 'task' }>
    /** The time for a task ran out. */
    | Readonly<{ kind: 'overdue'; task: string }>
    /** Write down where it stands; who speaks next? `until`: it waits for that date, and others may speak meanwhile. */
    | Readonly<{ kind: 'moved'; ended?: End; faulted?: string; until?: Instant }>
  );

/** What an activity may answer. `at` is the store's clock; `calendar` comes when the one in the state is not right any more. */
export type Answer = Readonly<{ at: Instant; calendar?: Calendar }> &
  /** `mail`: which one, of a series. */
  (
    | Readonly<{ kind: 'sent'; mail?: string }>
    /** They have seen every mail of the series. */
    | Readonly<{ kind: 'exhausted' }>
    /** The mail server refused it for good. */
    | Readonly<{ kind: 'refused' }>
    /** It may have left; nobody knows. Counts as seen. */
    | Readonly<{ kind: 'unknown' }>
    | Readonly<{ kind: 'skipped'; reason: string }>
    | Readonly<{ kind: 'deferred'; until: Instant; reason: string }>
    | Readonly<{ kind: 'held'; until: Instant; by: string }>
    | Readonly<{ kind: 'handoff'; handoff: Handoff }>
    | Readonly<{ kind: 'task'; task: Task }>
    | Readonly<{ kind: 'drawn'; arm: string }>
    /** The offer was not made: its `because` does not hold, or a rest is running. */
    | Readonly<{ kind: 'unqualified'; reason: string }>
    /** This entry's facts moved on; look again. */
    | Readonly<{ kind: 'stale'; seq: number; facts: Facts }>
    | Readonly<{ kind: 'yield' }>
    | Readonly<{ kind: 'stays'; seq?: number; facts?: Facts }>
    /** This run has nothing more to say. */
    | Readonly<{ kind: 'gone' }>
    /** Another entry of this prospect speaks now: go on as that one. */
    | Readonly<{ kind: 'next'; to: Beginning }>
  );

/** What a run starts with. */
export type Beginning = Readonly<{
  prospect: string;
  entry: string;
  epoch: number;
  /** sha256 of the frozen journey. */
  version: string;
  state: State;
}>;

/** What an activity is asked: who asks, from where, and what. `state` comes without its lines. */
export type Question = Readonly<{
  prospect: string;
  entry: string;
  epoch: number;
  version: string;
  state: Omit<State, 'lines'>;
  todo: Command;
}>;

/** `step#visit`: one stay at one step. Pure. */
export const keyOf = (state: Pick<State, 'at' | 'visit'>): string => `${state.at}#${state.visit}`;
