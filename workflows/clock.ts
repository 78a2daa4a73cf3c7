import { waitingFor } from '../core/say.ts';
import type { Event } from '../core/state.ts';
import { Alarm } from './alarm.ts';
import type { ProspectInput } from './messages.ts';
import { tellRest } from './rested.ts';
import type { Seen } from './seen.ts';

/** Where a workflow has the hour from. */
export interface Clock {
  /** The alarm went off since it rested last. */
  readonly rang: boolean;
  /** What there is to hear of the hour when it looks. */
  hour(): readonly Event[];
  /** It rests; at the hour it sleeps until it is woken. */
  rest(seen: Seen): void;
}

/** The real clock with its one alarm; or none, where a test tells the hour as it tells everything else. */
export const clockOf = (clock: ProspectInput['clock']): Clock =>
  clock === 'told' ? told : new RealClock();

class RealClock implements Clock {
  readonly #alarm = new Alarm();

  get rang(): boolean {
    return this.#alarm.rang;
  }

  hour(): readonly Event[] {
    return [{ kind: 'woke', at: Date.now() }];
  }

  rest({ journey, state, sleepUntil }: Seen): void {
    this.#alarm.set(sleepUntil, waitingFor(journey, state));
  }
}

const told: Clock = { rang: false, hour: () => [], rest: tellRest };
