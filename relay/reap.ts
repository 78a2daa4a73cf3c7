import { DATA_TIME, LET_GO_WITHIN } from '../core/unsure.ts';
import type { Ctx } from '../store/ctx.ts';
import { reapClaims, reapLetGo } from '../store/reap.ts';
import type { Log } from './log.ts';

/** A touch is given twelve minutes by its workflow; by then its attempt, and its mail server, have said what they will ever say. ms */
const LEASE = LET_GO_WITHIN + DATA_TIME + 3 * 60_000;

/**
 * Settles the leases of the dead: what a killed attempt left behind in the ledger and no question comes back to. Answers how many, a page of
 * each kind at most. What it does may be done by several at once, and again.
 */
export async function reap(ctx: Ctx, log: Log): Promise<number> {
  const before = ctx.now() - LEASE;
  const letGo = await reapLetGo(ctx, before);
  const claims = await reapClaims(ctx, before);
  if (letGo + claims > 0)
    log.warn({ letGo, claims }, 'attempts died and nobody asked again: settled their rows');
  return letGo + claims;
}
