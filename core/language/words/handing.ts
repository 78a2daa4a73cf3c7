import type { Condition } from '../condition.ts';
import type { Complete, MailsOf, ReasonOf, ReasonOfSide, Stage, StageOf, Team } from '../names.ts';
import { type Crossing, type LeadsTo, type Step, step, type Way } from '../step.ts';
import type { Duration } from '../time.ts';
import type { House } from '../vocabulary.ts';

/** A way for each reason. */
type Tracks<Reasons extends string, S extends string> = {
  readonly [K in Reasons]: Way<S>;
};
/** A reason that nobody of this team may give is refused by its name. */
type OnlyReasons<H extends House, N extends Team<H>, R> = {
  readonly [K in keyof R]: K extends ReasonOf<H, N>
    ? unknown
    : `'${Extract<K, string>}' is not a reason of this team`;
};
type Offer<C extends string, U extends string, R> = Readonly<{
  name?: string;
  /** Why this person, now. An offer for which it does not hold is not made. */
  because: Condition;
  /** One sentence for the rep: how to begin. */
  suggest: string;
  answerIn: Duration;
  accepted: Crossing<C>;
  /** Nobody answered in time, or there was no reason to offer them. */
  unworked: Way<U>;
  /** A track for each reason a rep may give. */
  rejected: R;
}>;
type Assist<H extends House, Mails, T extends string> = Readonly<{
  name?: string;
  /** What the rep may have sent, by a name that reps know. */
  shelf: Readonly<Record<string, Complete<Mails>>>;
  /** Without it, the entry ends as won. */
  won?: Way<T>;
  /** One way for all, or one for each reason that whoever owns the stage may give. */
  lost: Way<T> | Tracks<ReasonOfSide<H, 'sales'>, T> | Tracks<ReasonOfSide<H, 'success'>, T>;
  returned: Way<T>;
  quiet: Readonly<{ after: Duration; then: Way<T> }>;
}>;
type Task<H extends House> = Readonly<{
  /** Everybody of a team, or 'owner': whoever accepted the handoff. */
  for: Team<H> | 'owner';
  /** What they are to do, in a sentence. */
  ask: string;
  /** After this it is late, and the journey goes on. */
  within: Duration;
}>;

/** The words that marketing and sales share. */
export interface Handing<H extends House, Mails> {
  /** A person, offered to a team. Only a person of that team accepts. */
  readonly offerTo: <
    N extends Team<H>,
    const C extends StageOf<H, N>,
    U extends Stage<H>,
    const R extends Tracks<ReasonOf<H, N>, Stage<H>>,
  >(
    team: N,
    offer: Offer<C, U, R & OnlyReasons<H, N, R>>,
  ) => Step<NoInfer<C | U | LeadsTo<R[keyof R]>>>;
  /** While sales has them: nothing goes out but what the rep asks for. */
  readonly assist: <T extends Stage<H>>(assist: Assist<H, Mails, T>) => Step<T>;
  /** Something a person does; the journey waits for it, but not for ever. */
  readonly task: (id: string, task: Task<H>) => Step<never>;
}

export const handing = <H extends House, Mails extends MailsOf<Mails>>(): Handing<H, Mails> => ({
  offerTo: (team, offer) => step('offer', { team, ...offer }),
  assist: (assist) => step('assist', assist),
  task: (id, task) => step('task', { id, ...task }),
});
