import type { Log } from './log.ts';

type Part = Readonly<{ name: string; close: () => Promise<unknown> }>;

/**
 * What was started, to be stopped in the opposite order. What comes after the stop began is stopped at once, and `add`
 * throws, so that a start that was interrupted ends there.
 */
export class Closing {
  readonly #log: Log;
  readonly #parts: Part[] = [];
  readonly #starting = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Remembers how to stop what `starting` brings, as soon as it has brought it. */
  add<T>(name: string, starting: Promise<T>, close: (started: T) => Promise<unknown>): Promise<T> {
    const added = this.#add(starting, (started) => ({ name, close: () => close(started) }));
    const over = (): boolean => this.#starting.delete(added);
    this.#starting.add(added);
    added.then(over, over);
    return added;
  }

  /** Stops all of it, whatever fails on the way; waits for what is just starting. Asked again, it is the same stop. */
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
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) await this.#stop(part);
    await Promise.allSettled(this.#starting);
  }

  async #stop({ name, close }: Part): Promise<void> {
    try {
      await close();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#log(`${name} did not stop well: ${why}`);
    }
  }
}
