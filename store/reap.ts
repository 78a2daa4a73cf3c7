import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import { settleUnknown } from './fence.ts';
import type { LedgerRow } from './ledger-row.ts';
import { lockProspect, transact } from './transaction.ts';

const PAGE = 100;

/**
 * Attempts that let their last bytes go before `before` and never said what became of them: nobody knows, from now on, and their story says
 * so. For rows that no question comes back to: the entry was closed, or moved on, or its workflow began anew. Answers how many, a page at
 * most; safe to repeat. Each is a transaction of its own: a crash leaves the rest for the next time, and an attempt that is only slow settles
 * its row all the same.
 */
export async function reapLetGo(ctx: Ctx, before: Instant): Promise<number> {
  const found = await ctx.db
    .selectFrom('ledger')
    .select(['prospect', 'token'])
    .where('state', '=', 'DOT')
    .where('sent_at', '<', before)
    .orderBy('sent_at')
    .limit(PAGE)
    .execute();
  return each(ctx, found, async (tx, row) => {
    if (row.state !== 'DOT') return false;
    await settleUnknown(ctx, tx, row);
    return true;
  });
}

/**
 * Claims from before `before` whose entry does not stand before them any more: they are void, and what of them may have left before stays
 * unknown. A claim that its entry still stands before is taken over when that asks, and is left alone. Answers how many, a page at most; safe to
 * repeat. The attempt that holds such a claim, if it still lives, finds the fence shut.
 */
export async function reapClaims(ctx: Ctx, before: Instant): Promise<number> {
  const { rows } = await sql<Owned>`select l.prospect, l.token from ledger l
    where l.state = 'CLAIMED' and l.at < ${before} and not ${standsBefore} order by l.prospect limit ${PAGE}`.execute(
    ctx.db,
  );
  return each(ctx, rows, async (tx, row) => {
    const { numAffectedRows } = await sql`update ledger l
      set state = case when l.unsure_at is null then 'REVOKED' else 'UNKNOWN' end, at = ${ctx.now()}
      where l.token = ${row.token} and l.state = 'CLAIMED' and not ${standsBefore}`.execute(tx);
    return numAffectedRows === 1n;
  });
}

const standsBefore = sql`exists (select 1 from entries e join positions p on p.entry = e.id
  where e.id = l.entry and e.status = 'speaking' and p.step = l.step and (p.state->>'visit')::int = l.visit)`;

type Owned = Readonly<{ prospect: string; token: string | null }>;

/** Each row under its prospect's lock, as it is then; how many were changed. */
async function each(
  ctx: Ctx,
  found: readonly Owned[],
  change: (tx: Tx, row: LedgerRow) => Promise<boolean>,
): Promise<number> {
  let changed = 0;
  for (const { prospect, token } of found) {
    const done = await transact(ctx, async (tx) => {
      await lockProspect(tx, prospect);
      const row = await tx
        .selectFrom('ledger')
        .selectAll()
        .where('token', '=', token)
        .forUpdate()
        .executeTakeFirst();
      return row !== undefined && change(tx, row);
    });
    changed += Number(done);
  }
  return changed;
}
