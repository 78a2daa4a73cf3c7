import type { Answer, Question } from '../core/state.ts';

/** What the prospect workflow asks for, named by the kind of its question. Every one may be asked again: none does anything twice. */
export type Activities = Readonly<{
  /** Claims the touch, composes and sends it, settles its ledger row. */
  touch(question: Question): Promise<Answer>;
  /** Makes the handoff, if they qualify, and mails the team. */
  offer(question: Question): Promise<Answer>;
  /** The clock of an offer, or of a not-yet, ran out. */
  expire(question: Question): Promise<Answer>;
  /** Sales accepted, and then nothing was heard. */
  quiet(question: Question): Promise<Answer>;
  /** Which arm of a split they are in. */
  draw(question: Question): Promise<Answer>;
  /** Gives a task to its people, and mails them. */
  task(question: Question): Promise<Answer>;
  /** The time for a task is over. */
  overdue(question: Question): Promise<Answer>;
  /** Writes down where they stand; who speaks next? */
  moved(question: Question): Promise<Answer>;
}>;
