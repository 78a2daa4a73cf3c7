import { createHash } from 'node:crypto';
import { canonical } from '../core/canonical.ts';

/** What names one intended touch for ever; never the version of its journey. */
export type LedgerKey = Readonly<{
  prospect: string;
  entry: string;
  step: string;
  visit: number;
  n: number;
  channel: string;
}>;

/** Made of the key alone, so that every attempt at a touch has the same; it says nothing of the person. `domain` is the sender's. Pure. */
export function messageNames(
  key: LedgerKey,
  domain: string,
): Readonly<{ messageId: string; boundary: string }> {
  const { prospect, entry, step, visit, n, channel } = key;
  const hash = createHash('sha256')
    .update(canonical([prospect, entry, step, visit, n, channel]))
    .digest('hex');
  return { messageId: `<${hash.slice(0, 40)}@${domain}>`, boundary: hash.slice(40) };
}
