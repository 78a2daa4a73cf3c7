import type { Log } from './log.ts';

type Part = Readonly<{ name: string; close: () => Promise<unknown> }>;

/**
 * What was started, to be stopped in the opposite order. What is added after the stop began is stopped at once, and
 * `add` throws, so that a start that was interrupted ends there.
 */
export class Closing {
  readonly #log: Log;
  readonly #parts: Part[] = [];
  #closed: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Remembers how to stop what `starting` brings, as soon as it has brought it. */
  async add<T>(
    name: string,
    starting: Promise<T>,
    close: (started: T) => Promise<unknown>,
  ): Promise<T> {
    const started = await starting;
    const part: Part = { name, close: () => close(started) };
    if (this.#closed) {
      await this.#stop(part);
      throw new Error('stopped while it was starting');
    }
    this.#parts.push(part);
    return started;
  }

  /** Stops all of it, whatever fails on the way. Asked again, it is the same stop. */
  async close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    await this.#closed;
  }

  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  async #closeAll(): Promise<void> {
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) await this.#stop(part);
  }

  async #stop({ name, close }: Part): Promise<void> {
    try {
      await close();
    } catch (error) {
      this.#log(
        `${name} did not stop well: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
