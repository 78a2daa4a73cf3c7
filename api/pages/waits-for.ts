import { sayInEnglish } from '../../core/english/rule.ts';
import { timeInEnglish } from '../../core/english/time.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import { waitingFor } from '../../core/say.ts';
import type { State } from '../../core/state.ts';

/** What an entry waits for, in the words of the house where it waits for a condition. Pure. */
export function waitsFor(journey: Frozen, state: State, says: HouseData['says']): string {
  const step = journey.steps[state.at];
  const rests = state.faulted === undefined && state.answer === undefined;
  if (rests && step?.kind === 'waitFor')
    return `until ${sayInEnglish(step.for, journey, says)}; ${timeInEnglish(step.atMost, journey, says)} at most`;
  if (rests && step?.kind === 'series' && step.until !== undefined)
    return `the next of ‘${step.folder}’, one every ${step.every}, until ${sayInEnglish(step.until, journey, says)}`;
  return waitingFor(journey, state);
}
