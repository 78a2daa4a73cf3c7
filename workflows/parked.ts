import { markOf, without } from '../core/hear.ts';
import type { Command, State } from '../core/state.ts';
import { fault } from '../core/step.ts';

/**
 * `state`, standing still because its question will never be answered. Where that was the very question that tells the store so,
 * it counts as told: asking again would go round for ever. Pure.
 */
export function parked(state: State, todo: Command, code: string): State {
  const faulted = fault(state, code);
  return todo.kind === 'moved'
    ? { ...without(faulted, 'yield'), written: markOf(faulted) }
    : faulted;
}
