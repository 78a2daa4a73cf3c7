import type { Instant } from '../core/fact.ts';
import type { Tx } from './ctx.ts';
import { revokeOf } from './revoke.ts';
import { tellStories } from './story.ts';

export type Suppressing = Readonly<{
  prospect: string;
  addressHash: string | null;
  reason: string;
  source: string;
}>;

/**
 * No mail to these addresses from this commit on. The first reason stays. Needs the locks of these people; answers whose address was
 * not suppressed before.
 */
export async function suppress(
  tx: Tx,
  whom: readonly Suppressing[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const rows = whom.flatMap(({ addressHash, reason, source }) =>
    addressHash === null ? [] : [{ address_hash: addressHash, reason, source, at: now }],
  );
  if (rows.length === 0) return new Set();
  const added = await tx
    .insertInto('suppressions')
    .values(rows)
    .onConflict((conflict) => conflict.column('address_hash').doNothing())
    .returning('address_hash')
    .execute();
  const hashes = new Set(added.map(({ address_hash }) => address_hash));
  const news = whom.filter(({ addressHash }) => addressHash !== null && hashes.has(addressHash));
  await revokeOf(
    tx,
    news.map(({ prospect }) => prospect),
    now,
  );
  await tellStories(
    tx,
    news.map(({ prospect, reason, source }) => ({
      prospect,
      at: now,
      kind: 'suppressed',
      what: { reason, source },
    })),
  );
  return new Set(news.map(({ prospect }) => prospect));
}
