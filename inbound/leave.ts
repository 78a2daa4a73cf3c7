import { createHash } from 'node:crypto';
import { takeBack } from '../store/take-back.ts';
import type { Arrived, Receiving } from './receive.ts';

/**
 * Unsubscribes whoever these addresses of List-Unsubscribe are of, by our signature alone: whatever the mail says, and whoever wrote it,
 * nobody but who got ours, or their mail program for them, has that address. Each once, however often it is brought; false: it has none.
 */
export async function leave(
  { ctx, returnPath, log }: Receiving,
  { raw, recipients }: Arrived,
): Promise<boolean> {
  const named = new Set(recipients.flatMap((address) => returnPath.readLeave(address) ?? []));
  for (const name of named) {
    const ref = createHash('sha256').update(raw).update(`unsubscribe ${name}`).digest('hex');
    const back = { kind: 'unsubscribe', why: 'the address it was sent to', names: [name] };
    const taken = await takeBack(ctx, { source: 'smtp', ref, raw, ...back });
    log.info({ kind: back.kind, why: back.why, taken }, 'a mail came back');
  }
  return named.size > 0;
}
