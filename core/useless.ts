import type { Instant } from './fact.ts';
import type { TouchStep } from './frozen.ts';
import { after } from './length.ts';
import type { State } from './state.ts';
import { dueAt } from './time.ts';

/** From when on a touch is of no use to whoever stands at it; absent: never, or nobody knows the date. Pure. */
export function uselessAt(step: TouchStep, state: Omit<State, 'lines'>): Instant | undefined {
  const time = step.uselessAfter;
  if (time === undefined) return undefined;
  return typeof time === 'string'
    ? after(dueAt(step, state), time, state)
    : state.facts[time.moment]?.since;
}
