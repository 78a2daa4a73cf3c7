import type { Condition } from '../condition.ts';
import { Did, type Where } from '../did.ts';
import type { EventName, KnownEvent, Props, Score, Trait } from '../names.ts';
import { type Refs, refs } from '../refs.ts';
import { type TraitVerbs, traitVerbs } from '../trait.ts';
import type { House, Output } from '../vocabulary.ts';

/** The words for what is known of a prospect. */
export interface Knowing<H extends House, Mails> {
  /** They did it since they entered. */
  readonly did: <E extends EventName<H, Mails> | (string & {})>(
    event: KnownEvent<H, Mails, E>,
    where?: Where<Props<H, Mails, E>>,
  ) => Did;
  /** The latest such event since they entered: `the('trial.started').endsAt`. */
  readonly the: <E extends EventName<H, Mails> | (string & {})>(
    event: KnownEvent<H, Mails, E>,
  ) => Refs<Props<H, Mails, E>>;
  /** Something known of the person: `trait('role').is('buyer')`. */
  readonly trait: <T extends Trait<H>>(name: T) => TraitVerbs<Output<H['traits'][T]>>;
  readonly score: (score: Score<H>) => { atLeast: (atLeast: number) => Condition };
  /** No rest is running: sales' last answer asked for none, or it is over. */
  readonly rested: Condition;
}

export const knowing = <H extends House, Mails>(): Knowing<H, Mails> => ({
  did: (event, where) => new Did({ event, ...(where && { where }) }),
  the: (event) => refs(event),
  trait: (name) => traitVerbs(name),
  score: (score) => ({ atLeast: (atLeast) => ({ score, atLeast }) }),
  rested: { rested: true },
});
