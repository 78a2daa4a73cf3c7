import type { FrozenStep, StepId } from '../../frozen.ts';
import type { Spot } from '../draft.ts';
import type { Fields } from '../fields.ts';
import type { MomentAsk } from '../moment.ts';

/** Where a step stands, and what may come after it. */
export type Place = Spot &
  Readonly<{
    stage: string;
    /** What comes after it in its list; `NOWHERE` at the end. */
    next: StepId;
    /** When a mail that is said here is of no use any more, unless it says otherwise. */
    lateAt: MomentAsk | undefined;
    /** Lays down one step or a list of steps, and tells the first of them. */
    arm: (label: string, lines: unknown) => StepId;
  }>;

/** How one kind of step is frozen. A new kind is one new file and one line in kinds.ts. */
export type Kind = Readonly<{
  /** What its options may be called. */
  words: readonly string[];
  /** What the step is called if it was not given a name. */
  name: (said: Fields) => unknown;
  /** It only leads on, so all that say the same in a stage are one step. */
  shared?: true;
  freeze: (said: Fields, place: Place) => FrozenStep;
}>;
