import type { SearchAttributePair } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Facts, Instant } from '../core/fact.ts';
import type { Frozen, StepId } from '../core/frozen.ts';
import type { Beginning, Event, Handoff, Line, Task, Telling } from '../core/state.ts';
import { attributesOf, keys, present } from './attributes.ts';

/** What others need to know of the prospect workflow: its name, its ids, what it can be told and asked. */
export const PROSPECT = 'prospect';
export const TASK_QUEUE = 'perennial';

/** One workflow a prospect, for life: its id is the prospect's. */
export const workflowId = (prospect: string): string => `prospect/${prospect}`;

/** What a namespace must have before a prospect can start. */
export const searchAttributes = Object.values(keys);

/** News for one entry; those of another entry are dropped, or kept for it when it is the next to speak. */
export const tell = defineSignal<[tellings: readonly (Telling | Woke)[]]>('tell');
export const explain = defineQuery<Explanation>('explain');

/** A beginning, and what a run before it had not heard yet. With `clock: 'told'` it looks at no clock and arms no timer: a test tells it the hour. */
export type ProspectInput = Beginning & Readonly<{ unheard?: readonly Event[]; clock?: 'told' }>;
type Woke = Extract<Event, { kind: 'woke' }>;

/** The workflow's type, for whoever starts it or continues it. */
export type ProspectWorkflow = (input: ProspectInput) => Promise<void>;

/** The present of one entry, as its workflow knows it. */
export type Explanation = Readonly<{
  entry: string;
  epoch: number;
  version: string;
  at: StepId;
  since: Instant;
  waitingFor: string;
  owner: string;
  /** When it looks again by itself; absent: when it is told, or within a fortnight. */
  until?: Instant;
  asked?: string;
  faulted?: string;
  handoff?: Handoff;
  task?: Task;
  facts: Facts;
  seq: number;
  lines: readonly Line[];
}>;

/** Who speaks in a run: compared when a start finds one running already. */
export const memoOf = (begin: Beginning): { entry: string; epoch: number } => ({
  entry: begin.entry,
  epoch: begin.epoch,
});

/** All options of a start, for `client.workflow.start(PROSPECT, …)`. Never starts a second run of one prospect: it throws. Pure. */
export const startOptions = (
  begin: Beginning,
  journey: Frozen,
  taskQueue = TASK_QUEUE,
): StartOptions => ({
  workflowId: workflowId(begin.prospect),
  taskQueue,
  args: [begin],
  memo: memoOf(begin),
  typedSearchAttributes: [...present(attributesOf(journey, begin))],
  workflowIdConflictPolicy: 'FAIL',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
});
type StartOptions = {
  workflowId: string;
  taskQueue: string;
  args: [ProspectInput];
  memo: Record<string, unknown>;
  typedSearchAttributes: SearchAttributePair[];
  workflowIdConflictPolicy: 'FAIL';
  workflowIdReusePolicy: 'ALLOW_DUPLICATE';
};
