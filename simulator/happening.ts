import type { Instant, Rule } from '../core/fact.ts';
import type { End, Mindset, Owner, StepId, Time } from '../core/frozen.ts';
import type { HandoffState, Task } from '../core/state.ts';

/** One line of a person's calendar. `step` is where their entry stood. */
export type Happening = Readonly<{ at: Instant; journey?: string; step?: StepId }> &
  (
    | Readonly<{ kind: 'did'; event: string; props: Readonly<Record<string, unknown>> }>
    | Readonly<{ kind: 'became'; traits: Readonly<Record<string, unknown>> }>
    | Readonly<{ kind: 'entered'; by: 'event' | 'list' | 'sales'; waiting: boolean }>
    /** Speaks after another journey did: for the first time, or again. */
    | Readonly<{ kind: 'resumed' }>
    | Readonly<{ kind: 'parked' }>
    /** Into another stage. */
    | Readonly<{ kind: 'stage'; from: string; to: string; owner: Owner; why: readonly Reason[] }>
    /** To another step of the same stage. */
    | Readonly<{ kind: 'moved'; from: StepId; why: readonly Reason[] }>
    | Readonly<{
        kind: 'sent';
        mail: string;
        mindset: Mindset;
        topic: string;
        series?: string;
        why: readonly Reason[];
      }>
    | Readonly<{ kind: 'skipped'; mail: string; reason: string }>
    | Readonly<{
        kind: 'deferred';
        mail: string;
        until: Instant;
        reason: string;
        /** Why it was to be sent. */
        why: readonly Reason[];
      }>
    | Readonly<{ kind: 'exhausted'; folder: string }>
    | Readonly<{ kind: 'drawn'; arm: string }>
    | Readonly<{
        kind: 'offered';
        handoff: string;
        team: string;
        until: Instant;
        /** What of the offer's condition held. */
        because: Rule;
      }>
    | Readonly<{ kind: 'unqualified'; reason: string }>
    | Readonly<{
        kind: 'handoff';
        handoff: string;
        team: string;
        became: HandoffState;
        reason?: string;
        rep?: string;
        until?: Instant;
      }>
    | Readonly<{
        kind: 'task';
        task: string;
        state: Task['state'];
        for: string;
        ask: string;
        until: Instant;
      }>
    | Readonly<{ kind: 'unsubscribed' }>
    | Readonly<{ kind: 'ended'; as: End }>
    | Readonly<{ kind: 'faulted'; code: string }>
  );

/**
 * Why somebody came from one step to the next. `rule`: what of the condition held (`late`: the condition that did not, in `time`);
 * `time`: the wait that was over.
 */
export type Reason = Readonly<{ step: StepId }> &
  (
    | Readonly<{ way: 'when' | 'met' | 'called'; rule: Rule }>
    | Readonly<{ way: 'late'; rule: Rule; time: Time }>
    | Readonly<{ way: 'otherwise' }>
    | Readonly<{ way: 'after'; time: Time }>
  );
