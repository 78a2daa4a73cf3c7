import type { Rule } from './fact.ts';
import type { Length } from './length.ts';

/** 'nurture.security-answers': the stage, a dot, the step's own name. */
export type StepId = string;
export type Mindset = 'educate' | 'convert';
export type Owner = 'marketing' | 'sales' | 'success';
export type Demand = 'create' | 'capture' | 'fulfil';
export type End =
  | 'won'
  | 'done'
  | 'unsubscribed'
  | 'erased'
  | 'bad-fit'
  | 'competitor'
  | 'left-company';
export type Scalar = string | number | boolean;

/** What a slot of a mail is filled with: itself, a property of the latest such event since entry, or a trait. */
export type FillValue =
  | Scalar
  | Readonly<{ of: string; property: string }>
  | Readonly<{ trait: string }>;

/** What one property of an event must be. */
export type Match =
  | Scalar
  | readonly Scalar[]
  | Readonly<{ atLeast: number }>
  | Readonly<{ under: number }>
  | Readonly<{ startsWith: string }>;

/** What the fold must find out for one sentence. */
export type Ask =
  | Readonly<{
      kind: 'did';
      event: string;
      where?: Readonly<Record<string, Match>>;
      within?: Length;
    }>
  | Readonly<{ kind: 'trait'; trait: string; is: TraitMatch }>
  | Readonly<{ kind: 'rested' }>;
export type TraitMatch =
  | Readonly<{ value: Scalar }>
  | Readonly<{ oneOf: readonly Scalar[] }>
  | Readonly<{ atLeast: number }>
  | Readonly<{ under: number }>
  | Readonly<{ known: true }>;

/** A wait belongs to the step that it precedes: `due` holds the waits said before it. */
type Due = Readonly<{ due?: readonly Length[] }>;

export type TouchStep = Due &
  Readonly<{
    kind: 'touch';
    mindset: Mindset;
    mail: string;
    next: StepId;
    fill?: Readonly<Record<string, FillValue>>;
    /** Send only if it holds when due; else `skipped`. */
    when?: Rule;
    topic?: string;
    from?: string;
    ifUnsure?: 'hold' | 'resend';
  }>;
export type WaitForStep = Due &
  Readonly<{ kind: 'waitFor'; for: Rule; atMost: Length; met: StepId; late: StepId }>;
export type BranchStep = Due &
  Readonly<{
    kind: 'branch';
    cases: readonly Readonly<{ when?: Rule; next: StepId }>[];
    /** Where someone goes whom no case fits. */
    next: StepId;
  }>;
export type ToStep = Due & Readonly<{ kind: 'to'; next: StepId }>;
export type EndStep = Due & Readonly<{ kind: 'end'; as: End }>;
export type OfferStep = Due &
  Readonly<{
    kind: 'offer';
    team: string;
    because: Rule;
    suggest: string;
    answerIn: Length;
    accepted: StepId;
    unworked: StepId;
    rejected: Readonly<Record<string, StepId>>;
  }>;
export type AssistStep = Due &
  Readonly<{
    kind: 'assist';
    shelf: Readonly<Record<string, string>>;
    won: StepId;
    lost: StepId;
    returned: StepId;
    quiet: Readonly<{ after: Length; next: StepId }>;
  }>;
export type FrozenStep =
  | TouchStep
  | WaitForStep
  | BranchStep
  | ToStep
  | EndStep
  | OfferStep
  | AssistStep;

export type Entrance =
  | Readonly<{ on: string; where?: Readonly<Record<string, Match>>; at: StepId }>
  | Readonly<{ by: 'sales' | 'list'; at: StepId }>;

/** One version of a journey: plain, whole, named by the sha256 of its canonical JSON. Nothing in it refers to code. */
export type Frozen = Readonly<{
  language: 1;
  journey: string;
  topic: string;
  /** Who speaks when several entries of one prospect want to: the higher first. */
  priority: number;
  again?: 'never' | Readonly<{ after: Length }>;
  enter: readonly Entrance[];
  /** The stages this journey uses, as the house had them when it was frozen. */
  stages: Readonly<Record<string, Readonly<{ owner: Owner; demand: Demand }>>>;
  whenever: readonly Readonly<{ when: Rule; at: StepId }>[];
  steps: Readonly<Record<StepId, FrozenStep>>;
  /** sentence → what the fold must find out for it. */
  facts: Readonly<Record<string, Ask>>;
}>;

/** 'nurture' of 'nurture.security-answers'. Pure. */
export const stageOf = (id: StepId): string => id.slice(0, id.indexOf('.'));
