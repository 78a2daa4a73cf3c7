import type { Frozen } from '../frozen.ts';
import type { Day, Goal } from '../goal.ts';
import type { HouseData } from '../house.ts';

/** What a rule must know of a mail. Whatever is absent nobody has looked at. */
export type MailFacts = Readonly<{
  /** slot → its type. */
  slots?: Readonly<Record<string, string>>;
  /** Fields of the person, the account or the sender that are merged in and have no fallback. */
  withoutFallback?: readonly string[];
  /** false: it goes out without a way to unsubscribe, or without the postal address. */
  unsubscribe?: boolean;
  postal?: boolean;
  /** Its words that sell. */
  pitches?: readonly string[];
  /** It offers a discount. */
  discount?: boolean;
}>;

/** All that the rules look at: plain data, so that what the types make impossible is judged too. */
export type Book = Readonly<{
  house: HouseData;
  journeys: readonly Frozen[];
  /** The house's scores as they count now. */
  scores?: Frozen['scores'];
  /** What names them: goals are pinned to it. */
  scoreVersion?: string;
  goals: readonly Goal[];
  mails: ReadonlyMap<string, MailFacts>;
  /** 'YYYY-MM-DD'. */
  today: Day;
}>;
