import { holdTheWorst } from '../store/breaker.ts';
import type { Ctx } from '../store/ctx.ts';
import { pauseStreams } from '../store/pushed-back.ts';
import { warmUp } from '../store/warm-ups.ts';
import type { Log } from './log.ts';

/** What this process warned of already. */
export type Warned = Set<string>;

/**
 * Watches how our mail is taken: holds what is complained about or bounces too much, pauses streams that are refused further on, and moves
 * domains that warm up a day on. Any number of processes may; each thing is done by one of them.
 *
 * Crash at any line: each hold, circuit and day is a commit of its own, and what was left out is found the next time.
 */
export async function watchSending(
  { ctx, log }: Readonly<{ ctx: Ctx; log: Log }>,
  before: Warned,
): Promise<void> {
  const { held, warned } = await holdTheWorst(ctx);
  for (const { scope, of, reason } of held)
    log.warn(
      { scope, of, reason },
      'held, until somebody releases it: too much of its mail comes back',
    );
  for (const { scope, of, reason } of warned) {
    const name = `${scope} ${of}`;
    if (!before.has(name)) log.warn({ scope, of, reason }, 'close to being held');
    before.add(name);
  }
  const still = new Set(warned.map(({ scope, of }) => `${scope} ${of}`));
  for (const name of before) if (!still.has(name)) before.delete(name);
  for (const of of await pauseStreams(ctx))
    log.warn({ of }, 'a stream is paused: its mail is refused because of us');
  for (const warmed of await warmUp(ctx)) log.info(warmed, 'a domain warms up');
}
