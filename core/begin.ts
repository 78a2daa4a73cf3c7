import type { Facts, Instant } from './fact.ts';
import type { StepId } from './frozen.ts';
import { know, without } from './hear.ts';
import type { Handoff, State, Task } from './state.ts';

/** The state of somebody who has just come in at `at`. Pure. */
export const beginState = (at: StepId, now: Instant, pace: number): State => ({
  v: 1,
  pace,
  n: 0,
  now,
  at,
  since: now,
  visit: 1,
  facts: {},
  seq: 0,
  heeded: {},
  lines: [],
});

type Knowledge = Readonly<{ seq: number; facts: Facts; handoff?: Handoff; task?: Task }>;

/**
 * A state that comes from the store, fit to go on: the question under way is asked anew, a parked wait stood still, and
 * what is known is read fresh. Pure.
 */
export function revive(kept: Omit<State, 'lines'>, now: Instant, knowledge: Knowledge): State {
  const state: State = { ...kept, lines: [] };
  const parked = state.parkedAt;
  const shift = parked === undefined ? 0 : Math.max(now - parked, 0);
  const awake = without(without(without(state, 'asked'), 'yield'), 'parkedAt');
  const shifted = { ...awake, now: Math.max(awake.now, now), since: awake.since + shift };
  // the store's numbering may have started anew: what it says now is what is known
  const told = { ...shifted, facts: knowledge.facts, seq: knowledge.seq };
  return know(told, knowledge);
}
