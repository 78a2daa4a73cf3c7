import type { Instant } from '../core/fact.ts';
import { takesOver } from '../core/speaker.ts';
import type { Event } from '../core/state.ts';
import { Agenda } from './agenda.ts';
import { answer } from './answer.ts';
import type { Ctx } from './ctx.ts';
import { beginningOf } from './entries.ts';
import type { Happening } from './happening.ts';
import { emptyRecords, type Entry, openHandoff, speakerOf } from './records.ts';
import type { Setup, Who } from './setup.ts';
import { type Traced, Walk } from './walk.ts';

type Options = Readonly<{
  begins: Instant;
  /** Hears every line of the calendar as it is written; may put something on the agenda. */
  note: (happening: Happening) => void;
  trace?: (traced: Traced) => void;
}>;

/** Steps of one person at one instant; more is a bug in a journey or in us. */
const STRIDES = 10_000;

/** One person's life in virtual time: what happens to them, the store that keeps it, and the workflow that walks. Deterministic. */
export class Life {
  readonly ctx: Ctx;
  readonly #agenda = new Agenda();
  readonly #inbox: Event[] = [];
  readonly #trace: Options['trace'];
  #walk: Walk | undefined;

  constructor(setup: Setup, who: Who, { begins, note, trace }: Options) {
    this.#trace = trace;
    this.ctx = {
      now: begins,
      setup,
      who,
      records: emptyRecords(),
      note,
      tell: (telling) => void this.#inbox.push(telling),
    };
  }

  /** Puts something on the agenda. What is past happens now. */
  at(at: Instant, act: (ctx: Ctx) => void): void {
    this.#agenda.add(Math.max(at, this.ctx.now), () => act(this.ctx));
  }

  /** Lives until `end`, that instant included. */
  liveUntil(end: Instant): void {
    for (let next = this.#next(); next <= end; next = this.#next()) this.#live(next);
    this.ctx.now = Math.max(this.ctx.now, end);
  }

  #next(): Instant {
    return Math.min(this.#agenda.next, this.#walk?.sleepUntil ?? Infinity, this.#comesBack());
  }

  /** When somebody who waits for a date takes over again: not while sales is asked, or has said yes. */
  #comesBack(): Instant {
    const { records, now } = this.ctx;
    const speaker = speakerOf(records);
    if (!speaker || openHandoff(records)) return Infinity;
    const dates = records.entries.flatMap((entry) =>
      isAway(entry) && takesOver(entry, speaker, entry.wants_at) ? [entry.wants_at] : [],
    );
    return Math.max(Math.min(...dates, Infinity), now);
  }

  #live(now: Instant): void {
    this.ctx.now = now;
    let strides = 0;
    while (this.#agenda.next <= now && strides++ < STRIDES) {
      this.#agenda.take()?.act();
      this.#walkOn();
    }
    this.#callBack();
    this.#walkOn();
  }

  #callBack(): void {
    const { records, now } = this.ctx;
    const speaker = speakerOf(records);
    if (speaker && this.#comesBack() <= now)
      this.ctx.tell({ kind: 'told', entry: speaker.id, at: now, yield: true });
  }

  #walkOn(): void {
    const { ctx } = this;
    if (!this.#walk || this.#walk.isOver) this.#walk = this.#begin();
    if (!this.#walk) {
      this.#inbox.length = 0;
      return;
    }
    this.#walk.hear(this.#inbox, ctx.now);
    if (this.#walk.isOver && speakerOf(ctx.records)) this.#walkOn();
  }

  #begin(): Walk | undefined {
    const { ctx } = this;
    const speaker = speakerOf(ctx.records);
    if (!speaker) return undefined;
    ctx.records.epoch += 1;
    const asking = {
      versions: ctx.setup.versions,
      answer: (q: Parameters<typeof answer>[1]) => answer(ctx, q),
    };
    return new Walk(beginningOf(ctx, speaker), { ...asking, trace: this.#trace });
  }

  /** Where they stand, if they are in a journey. */
  get walk(): Walk | undefined {
    return this.#walk?.isOver === true ? undefined : this.#walk;
  }
}

const isAway = (entry: Entry): entry is Entry & { wants_at: Instant } =>
  entry.status === 'parked' && entry.wants_at !== null;
