import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { DAY } from '../core/quota.ts';
import type { Tx } from './ctx.ts';
import { suppress } from './suppressions.ts';
import type { Prospect } from './transaction.ts';

/** A mailbox that takes nothing on so many days, the first and the last of them so far apart, is nobody's any more. */
const DAYS = 4;
const OVER = 7 * DAY;
/** What is longer ago is forgotten. */
const WITHIN = 60 * DAY;

/**
 * Suppresses an address after repeated soft bounces, told at once or later: since the last sign of life, on four days within two months, a week
 * apart at least. Needs the prospect's lock, and that the newest is kept.
 */
export async function countSoft(tx: Tx, person: Prospect, now: Instant): Promise<void> {
  const { rows } = await sql<{ days: number; first: Instant | null }>`
    select count(distinct at / ${DAY}::bigint) as days, min(at) as first from returned
    where prospect = ${person.id} and kind = 'soft' and at > ${now - WITHIN}
      and at > coalesce((select max(at) from returned
        where prospect = ${person.id} and kind in ('delivered', 'reply', 'out-of-office', 'automatic')), 0)`.execute(
    tx,
  );
  const { days = 0, first = null } = rows[0] ?? {};
  if (days < DAYS || first === null || now - first < OVER) return;
  const whom = { prospect: person.id, addressHash: person.address_hash, reason: 'bounced' };
  await suppress(tx, [{ ...whom, source: `soft on ${days} days` }], now);
}
