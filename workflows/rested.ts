import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';
import type { Instant } from '../core/fact.ts';
import type { StepId } from '../core/frozen.ts';
import type { Seen } from './seen.ts';

/** How somebody was left: where, when, and until when they sleep (absent: until told). */
export type Rest = Readonly<{
  prospect: string;
  at: StepId;
  now: Instant;
  until: Instant | undefined;
}>;

/** What a test that tells the hour hears: a rest, the moment it begins. */
export interface RestSinks extends Sinks {
  rests: { begin: (rest: Rest) => void };
}
const { rests } = proxySinks<RestSinks>();

/** Tells whoever listens in the worker's own process. It leaves nothing in the history. */
export function tellRest({ begin, state, sleepUntil }: Seen): void {
  if (workflowInfo().unsafe.isReplaying) return;
  rests.begin({ prospect: begin.prospect, at: state.at, now: state.now, until: sleepUntil });
}
