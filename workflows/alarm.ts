import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from '../core/fact.ts';
import { clip } from './clip.ts';

/** The longest sleep, so that an old build of the worker has nobody left after a fortnight. */
export const LONGEST_SLEEP = 14 * 86_400_000;

/** One timer. Set to the same instant again it does nothing: a re-armed wait costs two events a telling. */
export class Alarm {
  rang = false;
  #at: Instant | undefined;
  #timer: CancellationScope | undefined;

  /** Rings at `at`, and after a fortnight at the latest. `summary` is what the timeline shows. */
  set(at: Instant | undefined, summary: string): void {
    if (this.#timer !== undefined && at === this.#at && !this.rang) return;
    this.#timer?.cancel();
    this.rang = false;
    this.#at = at;
    this.#timer = new CancellationScope();
    void this.#ring(this.#timer, summary);
  }

  async #ring(timer: CancellationScope, summary: string): Promise<void> {
    const wait = (this.#at ?? Infinity) - Date.now();
    const sound = Number.isNaN(wait) ? LONGEST_SLEEP : Math.min(Math.max(wait, 1), LONGEST_SLEEP);
    try {
      await timer.run(() => sleep(sound, { summary: clip(summary, 100) }));
      this.rang = true;
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }
}
