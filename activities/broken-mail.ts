import type { Answer, Question } from '../core/state.ts';
import type { Claimed } from '../store/claim.ts';
import { holdBack } from '../store/hold-back.ts';
import type { ActivityDeps } from './deps.ts';

const QUARTER = 15 * 60_000;

/** A mail that was there when this worker started and could not be sent as it stood: whoever is to get it waits for a worker that has it mended. */
export async function untilMended(
  { ctx }: ActivityDeps,
  question: Question,
  { token, mail }: Claimed,
): Promise<Answer> {
  const at = ctx.now();
  const held = { by: 'a mail that cannot be sent as it stands', until: at + QUARTER };
  await holdBack(ctx, question, { token, mail, ...held });
  return { kind: 'held', at, ...held };
}
