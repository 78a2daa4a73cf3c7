import type { End } from '../../frozen.ts';
import type { Condition } from '../condition.ts';
import type { Ours, Stage, Theirs } from '../names.ts';
import type { NoSuch } from '../no-such.ts';
import {
  type Call,
  type Case,
  type Crossing,
  type LeadsTo,
  type Step,
  step,
  type Way,
} from '../step.ts';
import type { House } from '../vocabulary.ts';

/** With one way it may also be an interrupt, so that form is tried first. */
interface When<S extends string> {
  <T extends S>(when: Condition, way: Way<T>): Call<T>;
  <T extends S>(when: Condition, ...then: readonly [Step<T>, ...Step<T>[]]): Case<T>;
}

type SplitOptions<A> = Readonly<{
  /** How many get into each arm, relative to the others; without it, as many into each. */
  shares?: Readonly<Record<NoInfer<keyof A>, number>>;
  /** Who is drawn together; without it each person alone. */
  by?: 'prospect' | 'account';
  /** What tells which arm is the better one. */
  judgedBy?: Condition;
}>;

/** The words for where next. */
export interface Leading<H extends House> {
  readonly when: When<Stage<H>>;
  readonly otherwise: <T extends Stage<H>>(...then: readonly [Step<T>, ...Step<T>[]]) => Case<T>;
  /** The first case that fits; whom none fits goes on with the next line. */
  readonly branch: <C extends readonly Case<Stage<H>>[]>(
    id: string,
    ...cases: C
  ) => Step<LeadsTo<C[number]>>;
  /** An experiment. Whoever was drawn once stays in that arm; an arm of `[]` gets nothing. */
  readonly split: <const A extends Readonly<Record<string, readonly Step<Stage<H>>[]>>>(
    id: string,
    arms: A,
    options?: SplitOptions<A>,
  ) => Step<LeadsTo<A[keyof A][number]>>;
  /** On to another stage of marketing's. */
  readonly to: <S extends Stage<H> | (string & {})>(
    stage: S extends Ours<H>
      ? S
      : S extends Stage<H>
        ? `'${S}' is not marketing's: say into('${S}') in an offer's accepted`
        : NoSuch<'stage', S, Stage<H>>,
  ) => Way<Extract<S, Stage<H>>>;
  /** Across to a stage of sales or success: only an accepted offer leads there. */
  readonly into: <S extends Stage<H> | (string & {})>(
    stage: S extends Theirs<H>
      ? S
      : S extends Stage<H>
        ? `'${S}' is marketing's: say to('${S}')`
        : NoSuch<'stage', S, Stage<H>>,
  ) => Crossing<Extract<S, Stage<H>>>;
  /** Out of the journey. People who are not ready are kept, so the list is closed. */
  readonly end: <E extends End | (string & {})>(
    as: E extends End ? E : `'${E}' is no end: a person is won, done here, or kept (J501)`,
  ) => Way<never>;
}

export const leading = <H extends House>(): Leading<H> => ({
  when: <T extends Stage<H>>(when: Condition, ...steps: readonly Step<T>[]) =>
    ({ when, steps }) as Call<T>,
  otherwise: (...steps) => ({ steps }),
  branch: (id, ...cases) => step('branch', { id, cases }),
  split: (id, arms, options) => step('split', { id, arms, ...options }),
  to: (stage) => step('to', { stage }),
  into: (stage) => ({ crossing: stage }),
  end: (as) => step('end', { as }),
});
