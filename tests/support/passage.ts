import { beginState } from '../../core/begin.ts';
import type { Facts, Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { Answer, Command, Event, Handoff, State } from '../../core/state.ts';
import { step, type Stepped } from '../../core/step.ts';

export const DAY = 86_400_000;
export const ENTRY = 'entry-1';

/** One entry on its way, told and answered by hand. Each verb steps once; time never goes back by itself. */
export class Passage {
  readonly #journey: Frozen;
  #last: Stepped;
  #now: Instant;
  #seq = 0;

  constructor(journey: Frozen, at: string, now: Instant = 0) {
    this.#journey = journey;
    this.#now = now;
    this.#last = step(journey, beginState(at, now, 1), [{ kind: 'woke', at: now }]);
  }

  get state(): State {
    return this.#last.state;
  }
  get todo(): Command | undefined {
    return this.#last.todo;
  }
  get sleepUntil(): Instant | undefined {
    return this.#last.sleepUntil;
  }

  /** Time passes. */
  day(day: number): this {
    this.#now = day * DAY;
    return this.hear({ kind: 'woke', at: this.#now });
  }
  /** The question under way is answered. */
  answer(
    answer: Answer extends infer A ? (A extends Answer ? Omit<A, 'at'> : never) : never,
  ): this {
    const asked = this.state.asked ?? 'nothing was asked';
    return this.hear({
      kind: 'answered',
      at: this.#now,
      asked,
      answer: { ...answer, at: this.#now } as Answer,
    });
  }
  /** The store tells what is known now. */
  told(facts: Facts): this {
    this.#seq += 1;
    return this.hear({ kind: 'told', entry: ENTRY, at: this.#now, seq: this.#seq, facts });
  }
  toldHandoff(handoff: Handoff): this {
    return this.hear({ kind: 'told', entry: ENTRY, at: this.#now, handoff });
  }
  hear(...events: Event[]): this {
    this.#last = step(this.#journey, this.state, events);
    return this;
  }
  /** Answers `moved` until something else is asked or nothing is. */
  settled(): this {
    while (this.todo?.kind === 'moved' && this.todo.ended === undefined)
      this.answer({ kind: 'stays' });
    return this;
  }
}
