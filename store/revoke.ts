import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Tx } from './ctx.ts';
import type { Database } from './schema.ts';

type Which = (
  eb: ExpressionBuilder<Database, 'ledger'>,
) => ExpressionWrapper<Database, 'ledger', SqlBool>;

/**
 * Takes back every claim of these people that has not let go of its last bytes: from this commit on none of them will. Needs their locks.
 * An answer, or no answer, of the mail server settles the others.
 */
export const revokeOf = (tx: Tx, prospects: readonly string[], now: Instant): Promise<void> =>
  prospects.length === 0
    ? Promise.resolve()
    : revoke(tx, (eb) => eb('prospect', 'in', prospects), now);

/** As `revokeOf`, for one entry. */
export const revokeOfEntry = (tx: Tx, entry: string, now: Instant): Promise<void> =>
  revoke(tx, (eb) => eb('entry', '=', entry), now);

/** As `revokeOf`, for everyone. Needs the gate closed (see gate.ts). */
export const revokeAll = (tx: Tx, now: Instant): Promise<void> =>
  revoke(tx, (eb) => eb('state', '=', 'CLAIMED'), now);

/** Locked in the order of their key first, so that two of us never wait for each other. */
async function revoke(tx: Tx, which: Which, now: Instant): Promise<void> {
  const locked = await tx
    .selectFrom('ledger')
    .select('token')
    .where(which)
    .where('state', '=', 'CLAIMED')
    .orderBy('prospect')
    .orderBy('entry')
    .orderBy('step')
    .orderBy('visit')
    .orderBy('n')
    .forUpdate()
    .execute();
  const tokens = locked.flatMap(({ token }) => (token === null ? [] : [token]));
  if (tokens.length === 0) return;
  await tx
    .updateTable('ledger')
    .set({ state: 'REVOKED', at: now })
    .where('token', 'in', tokens)
    .where('state', '=', 'CLAIMED')
    .execute();
}
