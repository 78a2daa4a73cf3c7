import type { Facts, Instant, Rule } from '../fact.ts';
import type { End, Owner, StepId } from '../frozen.ts';
import type { Clock } from '../length.ts';
import type { Answer, Command, Handoff, State, Task } from '../state.ts';

/** Everything a step may look at. */
export type Here = Clock &
  Readonly<{
    now: Instant;
    /** Who owns the stage. */
    owner: Owner;
    /** When the step was due: its arrival plus the waits said before it. */
    since: Instant;
    facts: Facts;
    answer: Answer | undefined;
    /** The handoff this step made. */
    offered: Handoff | undefined;
    /** The latest handoff this entry knows of. */
    handoff: Handoff | undefined;
    /** The task this step asked for. */
    asked: Task | undefined;
    /** What was said at this step so far, of a series. */
    said: NonNullable<State['said']>;
  }>;

/** A command without its key, which `step` gives. */
export type Todo = Command extends infer C ? (C extends Command ? Omit<C, 'key'> : never) : never;

export type Act =
  | Readonly<{ kind: 'go'; to: StepId; at?: Instant }>
  | Readonly<{ kind: 'stay'; until?: Instant }>
  | Readonly<{ kind: 'do'; todo: Todo }>
  /** One more of a series was said: keep count, and look again. */
  | Readonly<{ kind: 'said'; said: NonNullable<State['said']> }>
  | Readonly<{ kind: 'end'; as: End }>;

/** One kind of step, whole: the engine, the checker and `explain` all ask here and nowhere else. */
export interface Kind<S> {
  /** What to do now that it is due. Pure, total. */
  readonly act: (step: S, here: Here) => Act;
  /** Every step it may lead to. */
  readonly leadsTo: (step: S) => readonly StepId[];
  /** Those it may lead to in the very moment in which it is reached; absent: all. */
  readonly atOnce?: (step: S) => readonly StepId[];
  /** It asks a question of its own when it is due, and that writes down where it stands. */
  readonly writesItself?: true;
  /** Every condition it asks. */
  readonly asks: (step: S) => readonly Rule[];
  /** What it is, for people: ‘case-study’, 'until …, at most 14 days'. `owner`: of the stage it stands in, or leads into. */
  readonly say: (step: S, owner?: Owner) => string;
}

export const go = (to: StepId, at?: Instant): Act => ({
  kind: 'go',
  to,
  ...(at !== undefined && { at }),
});
export const stay = (until?: Instant): Act => ({
  kind: 'stay',
  ...(until !== undefined && { until }),
});
/** Wait until then; when it is past, do. */
export const stayOrDo = (now: Instant, until: Instant, todo: Todo): Act =>
  now < until ? stay(until) : { kind: 'do', todo };
