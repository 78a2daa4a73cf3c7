import type { Rule } from './fact.ts';
import type { Length } from './length.ts';
import type { IfUnsure } from './unsure.ts';

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
export type FillValue = Scalar | PropertyRef | Readonly<{ trait: string }> | Moment;
/** A property of the latest such event since they entered; with `again: per`, of the latest with this entry's key. */
export type PropertyRef = Readonly<{ of: string; property: string }>;

/** An instant that the fold finds out: the `since` of the fact of this sentence. Unknown or past, it holds nobody up. */
export type Moment = Readonly<{ moment: string }>;
/** A length from where one stands, or a moment. */
export type Time = Length | Moment;

/** What one property of an event must be. */
export type Match =
  | Scalar
  | readonly Scalar[]
  | Readonly<{ atLeast: number }>
  | Readonly<{ under: number }>
  | Readonly<{ startsWith: string }>
  | PropertyRef;

/** What the fold must find out for one sentence. */
export type Ask =
  | Readonly<{
      kind: 'did';
      event: string;
      where?: Readonly<Record<string, Match>>;
      /** So often, at least. */
      times?: number;
      within?: Length;
      /** Before they entered, too, and whatever a handoff has spent. */
      ever?: true;
    }>
  | Readonly<{ kind: 'trait'; trait: string; is: TraitMatch }>
  | Readonly<{ kind: 'score'; axis: AxisName; atLeast: number }>
  | Readonly<{ kind: 'moment'; anchor: Anchor; shift?: Shift }>
  | Readonly<{ kind: 'rested' }>;
/** Whatever has a date. A `day` is 'YYYY-MM-DD': its first instant in the house's zone. */
export type Anchor = PropertyRef | Readonly<{ trait: string }> | Readonly<{ day: string }>;
export type Shift = Readonly<{ by: Length; side: 'before' | 'after' }>;

/** Kept apart: how well they fit, how much they learn from us, how much they want to buy. */
export type AxisName = 'fit' | 'engagement' | 'intent';
/** One score as it counted when the journey was frozen. Without `halvesEvery` it does not fade. */
export type Axis = Readonly<{ halvesEvery?: Length; worth: readonly Worth[] }>;
/** Points (may be negative) for each such deed, or for as long as the trait is so; all of one signal never more than `upTo`. */
export type Worth = Readonly<{
  points: number;
  signal: Extract<Ask, { kind: 'did' | 'trait' }>;
  upTo?: number;
}>;
export type TraitMatch =
  | Readonly<{ value: Scalar }>
  | Readonly<{ oneOf: readonly Scalar[] }>
  | Readonly<{ atLeast: number }>
  | Readonly<{ under: number }>
  | Readonly<{ known: true }>;

/** A wait belongs to the step that it precedes: `due` holds the waits said before it. */
type Due = Readonly<{ due?: readonly Time[] }>;

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
    /** A window of the house; absent: the journey's. */
    during?: string;
    /** After this (a length: from when it is due) it is not sent any more. */
    uselessAfter?: Time;
    ifUnsure?: IfUnsure;
  }>;
/** One unseen mail of a folder after the other. */
export type SeriesStep = Due &
  Readonly<{
    kind: 'series';
    mindset: Mindset;
    folder: string;
    every: Length;
    /** As soon as it holds they go on. With it an exhausted series waits for new mails; without it, it goes on. */
    until?: Rule;
    /** After so many they go on. */
    atMost?: number;
    next: StepId;
    topic?: string;
    from?: string;
    during?: string;
    ifUnsure?: IfUnsure;
  }>;
export type WaitForStep = Due &
  Readonly<{ kind: 'waitFor'; for: Rule; atMost: Time; met: StepId; late: StepId }>;
export type BranchStep = Due &
  Readonly<{
    kind: 'branch';
    cases: readonly Readonly<{ when?: Rule; next: StepId }>[];
    /** Where someone goes whom no case fits. */
    next: StepId;
  }>;
/** An experiment. Whoever was drawn once, stays in that arm. */
export type SplitStep = Due &
  Readonly<{
    kind: 'split';
    /** Who is drawn together. */
    by: 'prospect' | 'account';
    /** arm → its share, relative to the others, and its first step. */
    arms: Readonly<Record<string, Readonly<{ share: number; next: StepId }>>>;
    /** What tells which arm is the better one. */
    judgedBy?: Rule;
    next: StepId;
  }>;
/** Something a person does; the journey waits until it is done or late. */
export type TaskStep = Due &
  Readonly<{
    kind: 'task';
    /** A team, or 'owner': whoever accepted the handoff. */
    for: string;
    ask: string;
    within: Length;
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
    /** One way, or one for each reason. */
    lost: StepId | Readonly<Record<string, StepId>>;
    returned: StepId;
    quiet: Readonly<{ after: Length; next: StepId }>;
  }>;
export type FrozenStep =
  | TouchStep
  | SeriesStep
  | WaitForStep
  | BranchStep
  | SplitStep
  | TaskStep
  | ToStep
  | EndStep
  | OfferStep
  | AssistStep;

export type Entrance =
  | Readonly<{ on: string; where?: Readonly<Record<string, Match>>; at: StepId }>
  | Readonly<{ by: 'sales' | 'list'; at: StepId }>;

/** In a stage with `recycle` any other journey may take over. */
export type Stage = Readonly<{ owner: Owner; demand: Demand; recycle?: true }>;

/** One version of a journey: plain, whole, named by the sha256 of its canonical JSON. Nothing in it refers to code. */
export type Frozen = Readonly<{
  language: 1;
  journey: string;
  topic: string;
  /** Who speaks when several entries of one prospect want to: the higher first. */
  priority: number;
  again?: 'never' | Readonly<{ after: Length }> | Readonly<{ per: PropertyRef }>;
  /** The window of every touch that names none. */
  during?: string;
  enter: readonly Entrance[];
  /** The stages this journey uses, as the house had them when it was frozen. */
  stages: Readonly<Record<string, Stage>>;
  whenever: readonly Readonly<{ when: Rule; at: StepId }>[];
  steps: Readonly<Record<StepId, FrozenStep>>;
  /** sentence → what the fold must find out for it. */
  facts: Readonly<Record<string, Ask>>;
  /** The scores that `facts` ask about, as they count for this version. */
  scores?: Readonly<Partial<Record<AxisName, Axis>>>;
}>;

/** 'nurture' of 'nurture.security-answers'. Pure. */
export const stageOf = (id: StepId): string => id.slice(0, id.indexOf('.'));
