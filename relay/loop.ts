import { createAlarm } from './alarm.ts';
import { createErrorLog } from './error-log.ts';
import type { Log } from './log.ts';

/** Something done again and again, until stopped. */
export type Loop = Readonly<{
  /** There is news: look now. */
  wake: () => void;
  /** Resolves once the work under way is done; none begins after it. */
  stop: () => Promise<void>;
}>;

/** Rests after errors: doubling from the first to the last, milliseconds. */
const BACK_OFF = { first: 100, last: 10_000 } as const;

/**
 * Does `work` until there is none. It answers how many milliseconds may pass before it looks again, 0 while there is more;
 * `wake` cuts that short. An error is logged once per kind and followed by a rest that news does not cut short, for news is
 * what a broken database or Temporal would drown in.
 *
 * Crash at any line: the loop holds nothing between two looks; whatever it has to do stands in rows.
 */
export function startLoop(name: string, work: () => Promise<number>, log: Log): Loop {
  const news = createAlarm();
  const patience = createAlarm();
  const stop = new AbortController();
  const errors = createErrorLog(name, log);
  let backOff: number = BACK_OFF.first;

  const once = async (): Promise<void> => {
    try {
      const rest = await work();
      errors.worked();
      backOff = BACK_OFF.first;
      if (!stop.signal.aborted) await news.rest(rest);
    } catch (error) {
      errors.failed(error);
      if (!stop.signal.aborted) await patience.rest(backOff);
      backOff = Math.min(backOff * 2, BACK_OFF.last);
    }
  };
  const running = (async () => {
    while (!stop.signal.aborted) await once();
  })();

  return {
    wake: news.ring,
    stop: () => {
      stop.abort();
      news.ring();
      patience.ring();
      return running;
    },
  };
}
