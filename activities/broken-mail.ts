import type { Answer } from '../core/state.ts';
import type { Claimed } from '../store/claim.ts';
import { putOff } from '../store/put-off.ts';
import type { ActivityDeps } from './deps.ts';

const QUARTER = 15 * 60_000;

/** A mail that was there when this worker started and could not be sent as it stood: whoever is to get it waits for a worker that has it mended. */
export async function untilMended({ ctx }: ActivityDeps, claimed: Claimed): Promise<Answer> {
  const at = ctx.now();
  const why = { reason: 'its mail cannot be sent as it stands', until: at + QUARTER };
  await putOff(ctx, claimed.token, why);
  return { kind: 'deferred', at, ...why };
}
