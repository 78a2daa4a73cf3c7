import { log } from '@temporalio/workflow';
import { hear } from '../core/hear.ts';
import type { Event, State } from '../core/state.ts';
import { fault, step, type Stepped } from '../core/step.ts';
import type { Seen } from './seen.ts';

/**
 * `step`, which promises never to throw. Where it does (a bug, an event nobody foresaw) the entry is parked as faulted, with
 * whatever else there was to know, and the workflow lives on.
 */
export function stepSafely(seen: Seen, events: readonly Event[]): Stepped {
  const stepFrom = (state: State, heard: readonly Event[]): Stepped =>
    step(seen.journey, state, heard);
  try {
    return stepFrom(seen.state, events);
  } catch (error) {
    log.error('a step threw', { error: error instanceof Error ? error.stack : String(error) });
    const known = events.reduce(hearIfPossible, seen.state);
    const state = fault(succeeds(() => stepFrom(known, [])) ? known : seen.state, 'bug');
    // whoever is parked already has told the store so: asking again would go round for ever
    return seen.state.faulted === undefined ? stepFrom(state, []) : { state };
  }
}

const hearIfPossible = (state: State, event: Event): State => {
  try {
    return hear(state, event);
  } catch {
    return state;
  }
};

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
