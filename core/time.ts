import type { Facts, Instant } from './fact.ts';
import type { FrozenStep, Time } from './frozen.ts';
import { after, type Clock } from './length.ts';
import type { State } from './state.ts';

/** The instant that `time` means for somebody who stands there since `since`; a moment nobody knows is `since` itself. Pure, total. */
export function timeOf(
  time: Time,
  since: Instant,
  clock: Clock & Readonly<{ facts: Facts }>,
): Instant {
  if (typeof time === 'string') return after(since, time, clock);
  return clock.facts[time.moment]?.since ?? since;
}

/** When a step is due for whoever stands at it: the waits said before it, one after the other. A date that is past holds nobody up. Pure. */
export const dueAt = (step: FrozenStep, state: Omit<State, 'lines'>): Instant =>
  (step.due ?? []).reduce((at, time) => Math.max(at, timeOf(time, at, state)), state.since);

/** '3 days', or the sentence of a moment. Pure. */
export const sayTime = (time: Time): string => (typeof time === 'string' ? time : time.moment);
