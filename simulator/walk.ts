import type { Instant } from '../core/fact.ts';
import type { Frozen, StepId } from '../core/frozen.ts';
import type { Beginning, Command, Event, State } from '../core/state.ts';
import { step } from '../core/step.ts';
import { answer } from './answer.ts';
import type { Ctx } from './ctx.ts';
import type { Life } from './life.ts';

/** What a workflow does: it asks, or it sleeps until told or until then. */
export type Traced = Readonly<{ at: StepId }> &
  (
    | Readonly<{ kind: 'ask'; todo: Command }>
    | Readonly<{ kind: 'sleep'; until: Instant | undefined }>
  );

/** Hears what a workflow does, and where it stands then. */
export type Trace = (traced: Traced, where: Readonly<{ journey: Frozen; state: State }>) => void;

/**
 * Drives a life by the core alone, to `end`: the prospect workflow without Temporal. `trace` hears what the workflow would have done.
 * Deterministic.
 */
export function live(life: Life, end: Instant, trace?: Trace): void {
  new Living(life, trace).until(end);
}

type Options = Readonly<{ ctx: Ctx; trace: Trace | undefined }>;

/** A life that is driven by the core alone, and stops wherever it is asked to. Deterministic. */
export class Living {
  readonly #life: Life;
  readonly #trace: Options['trace'];
  #walk: Walk | undefined;

  constructor(life: Life, trace?: Options['trace']) {
    this.#life = life;
    this.#trace = trace;
  }

  /** Lives on until `end`, that instant included. */
  until(end: Instant): void {
    const lives = this.#life.until(end);
    let heard = lives.next();
    while (heard.done !== true) {
      const { begin, inbox, now } = heard.value;
      if (begin) this.#walk = new Walk(begin, { ctx: this.#life.ctx, trace: this.#trace });
      this.#walk?.hear(inbox, now);
      heard = lives.next({
        sleepUntil: this.#walk?.sleepUntil,
        isOver: this.#walk?.isOver ?? true,
      });
    }
  }
}

/** Questions asked at one instant: more is a question that is never answered for good. */
const STRIDES = 10_000;

class Walk {
  sleepUntil: Instant | undefined;
  isOver = false;
  #begin: Beginning;
  #journey: Frozen;
  #state: State;
  readonly #ctx: Ctx;
  readonly #trace: Options['trace'];

  constructor(begin: Beginning, { ctx, trace }: Options) {
    this.#begin = begin;
    this.#journey = journeyOf(ctx, begin);
    this.#state = begin.state;
    this.#ctx = ctx;
    this.#trace = trace;
  }

  /** Hears what happened, and goes on until it rests or is over. `inbox` may grow meanwhile. */
  hear(inbox: Event[], now: Instant): void {
    let strides = 0;
    do {
      if (strides++ > STRIDES)
        throw new Error(`it never rests at ${this.#state.at}: a bug of ours`);
      const heard = inbox
        .splice(0)
        .filter((event) => event.kind !== 'told' || event.entry === this.#begin.entry);
      const events = [...heard, { kind: 'woke', at: now } as const];
      const { state, sleepUntil, todo } = step(this.#journey, this.#state, events);
      this.#state = state;
      this.sleepUntil = todo === undefined ? sleepUntil : undefined;
      if (todo !== undefined) this.#ask(todo, inbox);
      else this.#tell({ kind: 'sleep', at: state.at, until: sleepUntil });
      if (todo === undefined && inbox.length === 0) return;
    } while (!this.isOver);
  }

  #ask(todo: Command, inbox: Event[]): void {
    this.#tell({ kind: 'ask', at: this.#state.at, todo });
    const { prospect, entry, epoch, version } = this.#begin;
    const { lines: _lines, asked: _asked, ...state } = this.#state;
    const given = answer(this.#ctx, { prospect, entry, epoch, version, state, todo });
    if (given.kind === 'gone') this.isOver = true;
    else if (given.kind === 'next') this.#become(given.to);
    else inbox.unshift({ kind: 'answered', at: given.at, asked: todo.key, answer: given });
  }

  #tell(traced: Traced): void {
    this.#trace?.(traced, { journey: this.#journey, state: this.#state });
  }

  #become(next: Beginning): void {
    this.#begin = next;
    this.#journey = journeyOf(this.#ctx, next);
    this.#state = next.state;
  }
}

function journeyOf({ setup }: Ctx, { version }: Beginning): Frozen {
  const journey = setup.versions.get(version);
  if (journey === undefined) throw new Error(`no journey version ${version}`);
  return journey;
}
