import { Context } from '@temporalio/activity';
import { settle as settleOnce } from '../store/fence.ts';

/** The store may be away for so long, ms; after that whoever asks next finds what was let go and not settled. */
const PATIENCE = 60_000;
/** Between two tries, ms: doubling from the first to the last. */
const FIRST = 100;
const LAST = 5_000;

/**
 * As the store's `settle`, tried for a minute while the store is away: what became of a sending is known to this process alone, and nobody
 * needs to wonder about a mail only because PostgreSQL was started anew when its answer came. Safe to repeat: what is settled is settled.
 * Crash at any line, or a store that stays away (then it throws): the row stays as the fence left it.
 */
export const settle = (...[ctx, token, what]: Parameters<typeof settleOnce>): Settled =>
  patiently(() => settleOnce(ctx, token, what));
type Settled = ReturnType<typeof settleOnce>;

/** `work`, which is safe to repeat, as long as the store is away; throws what it throws otherwise, and after a minute. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (let wait = FIRST; ; wait = Math.min(2 * wait, LAST)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || performance.now() + wait > until) throw error;
    }
    await Context.current().sleep(wait); // ends at once when the worker is told to
  }
}

/** Classes of PostgreSQL's errors that pass: connection, transaction rolled back, resources, an operator's doing. */
const PASSING = /^(08|40|53|57)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** What PostgreSQL says of a statement will be said again; what the network says, or a server that is stopping or starting, will not. */
function isAway(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return false;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code !== 'string' || !SQLSTATE.test(code) || PASSING.test(code);
}
