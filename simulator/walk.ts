import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Answer, Beginning, Command, Event, Question, State } from '../core/state.ts';
import { step } from '../core/step.ts';

/** What the workflow would have done: a question asked, or until when it sleeps. */
export type Traced = Readonly<{ kind: 'ask'; todo: Command } | { kind: 'sleep'; until?: Instant }>;

type Asking = Readonly<{
  versions: ReadonlyMap<string, Frozen>;
  answer: (question: Question) => Answer;
  trace?: ((traced: Traced) => void) | undefined;
}>;

/** The prospect workflow without Temporal: the same core, driven by hand. */
export class Walk {
  sleepUntil: Instant | undefined;
  isOver = false;
  #begin: Beginning;
  #journey: Frozen;
  #state: State;
  readonly #asking: Asking;

  constructor(begin: Beginning, asking: Asking) {
    this.#begin = begin;
    this.#journey = journeyOf(asking, begin);
    this.#state = begin.state;
    this.#asking = asking;
  }

  get state(): State {
    return this.#state;
  }

  /** Hears what happened, and goes on until it rests or is over. `inbox` may grow meanwhile. */
  hear(inbox: Event[], now: Instant): void {
    while (!this.isOver) {
      const heard = inbox
        .splice(0)
        .filter((event) => event.kind !== 'told' || event.entry === this.#begin.entry);
      const { state, sleepUntil, todo } = step(this.#journey, this.#state, [
        ...heard,
        { kind: 'woke', at: now },
      ]);
      this.#state = state;
      this.sleepUntil = sleepUntil;
      if (todo === undefined) {
        this.#asking.trace?.({
          kind: 'sleep',
          ...(sleepUntil !== undefined && { until: sleepUntil }),
        });
        if (inbox.length === 0) return;
        continue;
      }
      this.#asking.trace?.({ kind: 'ask', todo });
      this.#take(todo, inbox);
    }
  }

  #take(todo: Command, inbox: Event[]): void {
    const { prospect, entry, epoch, version } = this.#begin;
    const { lines: _lines, asked: _asked, ...state } = this.#state;
    const answer = this.#asking.answer({ prospect, entry, epoch, version, state, todo });
    if (answer.kind === 'gone') this.isOver = true;
    else if (answer.kind === 'next') this.#become(answer.to);
    else inbox.unshift({ kind: 'answered', at: answer.at, asked: todo.key, answer });
  }

  #become(next: Beginning): void {
    this.#begin = next;
    this.#journey = journeyOf(this.#asking, next);
    this.#state = next.state;
  }
}

function journeyOf({ versions }: Asking, { version }: Beginning): Frozen {
  const journey = versions.get(version);
  if (journey === undefined) throw new Error(`no journey version ${version}`);
  return journey;
}
