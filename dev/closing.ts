import type { Log } from './log.ts';

/** What a part gets to stop; ms. A worker gives its activities ten seconds. */
const PATIENCE = 12_000;

type Part = Readonly<{ name: string; close: () => Promise<unknown> }>;

/**
 * What was started, to be stopped in the opposite order. What comes after the stop began is stopped at once, and `add`
 * throws, so that a start that was interrupted ends there.
 */
export class Closing {
  readonly #log: Log;
  readonly #parts: Part[] = [];
  readonly #starting = new Set<Promise<unknown>>();
  readonly #patience: number;
  #closed: Promise<void> | undefined;

  constructor(log: Log, patience = PATIENCE) {
    this.#log = log;
    this.#patience = patience;
  }

  /** Remembers how to stop what `starting` brings, as soon as it has brought it. */
  add<T>(name: string, starting: Promise<T>, close: (started: T) => Promise<unknown>): Promise<T> {
    const added = this.#add(starting, (started) => ({ name, close: () => close(started) }));
    const over = (): boolean => this.#starting.delete(added);
    this.#starting.add(added);
    added.then(over, over);
    return added;
  }

  /** Stops all of it, whatever fails or hangs on the way; waits for what is just starting. Asked again, it is the same stop. */
  async close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    await this.#closed;
  }

  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  async #add<T>(starting: Promise<T>, partOf: (started: T) => Part): Promise<T> {
    const started = await starting;
    if (this.#closed) {
      await this.#stop(partOf(started));
      throw new Error('stopped while it was starting');
    }
    this.#parts.push(partOf(started));
    return started;
  }

  async #closeAll(): Promise<void> {
    // Before what it leans on goes: a worker whose database is away waits for it, for ever.
    const started = Promise.allSettled(this.#starting);
    await Promise.race([started, this.#late()]).catch(() => undefined);
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) await this.#stop(part);
    await Promise.allSettled(this.#starting);
  }

  async #stop({ name, close }: Part): Promise<void> {
    try {
      await Promise.race([close(), this.#late()]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#log(`${name} did not stop well: ${why}`);
    }
  }

  /** A part that hangs must not leave the servers below it running. */
  #late(): Promise<never> {
    const late = new Error(`it takes more than ${this.#patience / 1000} s`);
    return new Promise((_, fail) => void setTimeout(fail, this.#patience, late).unref());
  }
}
