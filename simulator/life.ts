import type { Instant } from '../core/fact.ts';
import { takesOver } from '../core/speaker.ts';
import type { Beginning, Event } from '../core/state.ts';
import { Agenda } from './agenda.ts';
import type { Ctx } from './ctx.ts';
import { beginningOf } from './entries.ts';
import type { Happening } from './happening.ts';
import { emptyRecords, type Entry, openHandoff, speakerOf } from './records.ts';
import type { Setup, Who } from './setup.ts';

type Options = Readonly<{
  begins: Instant;
  /** Hears every line of the calendar as it is written; may put something on the agenda. */
  note: (happening: Happening) => void;
}>;

/** What a workflow is given to hear at one instant. `begin`: a new one is to be started with it, for none runs. `inbox` may grow meanwhile. */
export type Hearing = Readonly<{ begin?: Beginning; inbox: Event[]; now: Instant }>;
/** How it was left: until when it sleeps (absent: until told), or that it is over. */
export type Left = Readonly<{ sleepUntil?: Instant | undefined; isOver: boolean }>;

/** What happens at one instant; more is a bug in a journey or in us. */
const STRIDES = 10_000;

/**
 * One person's life in virtual time: what happens to them, and the store that keeps it. Who walks is whoever drives it: the core itself
 * (`live`), or a real workflow. Deterministic.
 */
export class Life {
  readonly ctx: Ctx;
  readonly #agenda = new Agenda();
  readonly #inbox: Event[] = [];
  #walks: Left = { isOver: true };

  constructor(setup: Setup, who: Who, { begins, note }: Options) {
    this.ctx = {
      now: begins,
      setup,
      who,
      records: emptyRecords(),
      note,
      tell: (telling) => void this.#inbox.push(telling),
    };
  }

  /** Puts something on the agenda, at a whole millisecond as in life. What is past happens now. */
  at(at: Instant, act: (ctx: Ctx) => void): void {
    this.#agenda.add(Math.max(Math.round(at), this.ctx.now), () => act(this.ctx));
  }

  /** When something happens next; Infinity: never again by itself. */
  get next(): Instant {
    return this.#next();
  }

  /** Lives until `end`, that instant included: each time somebody is to hear what happened it asks the driver how they were left. */
  *until(end: Instant): Generator<Hearing, void, Left> {
    for (let next = this.#next(); next <= end; next = this.#next()) yield* this.#live(next);
    this.ctx.now = Math.max(this.ctx.now, end);
  }

  #next(): Instant {
    return Math.min(this.#agenda.next, this.#walks.sleepUntil ?? Infinity, this.#comesBack());
  }

  /** When somebody who waits for a date takes over again: not while sales is asked, or has said yes. */
  #comesBack(): Instant {
    const { records, now } = this.ctx;
    const speaker = speakerOf(records);
    if (!speaker || this.#walks.isOver || openHandoff(records)) return Infinity;
    const dates = records.entries.flatMap((entry) =>
      isAway(entry) && takesOver(entry, speaker, entry.wants_at) ? [entry.wants_at] : [],
    );
    return Math.max(Math.min(...dates, Infinity), now);
  }

  *#live(now: Instant): Generator<Hearing, void, Left> {
    this.ctx.now = now;
    let strides = 0;
    while (this.#agenda.next <= now && strides++ < STRIDES) {
      this.#agenda.take()?.act();
      yield* this.#hear();
    }
    this.#callBack();
    yield* this.#hear();
  }

  #callBack(): void {
    const { records, now } = this.ctx;
    const speaker = speakerOf(records);
    if (speaker && this.#comesBack() <= now)
      this.ctx.tell({ kind: 'told', entry: speaker.id, at: now, yield: true });
  }

  *#hear(): Generator<Hearing, void, Left> {
    const { ctx } = this;
    const inbox = this.#inbox;
    do {
      const begin = this.#walks.isOver ? this.#begin() : undefined;
      if (this.#walks.isOver && !begin) {
        inbox.length = 0;
        return;
      }
      this.#walks = yield { ...(begin && { begin }), inbox, now: ctx.now };
    } while (this.#walks.isOver && speakerOf(ctx.records));
  }

  #begin(): Beginning | undefined {
    const { ctx } = this;
    const speaker = speakerOf(ctx.records);
    if (!speaker) return undefined;
    ctx.records.epoch += 1;
    return beginningOf(ctx, speaker);
  }
}

const isAway = (entry: Entry): entry is Entry & { wants_at: Instant } =>
  entry.status === 'parked' && entry.wants_at !== null;
