import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { nameIn, type Stream } from './circuits.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { LedgerRow } from './ledger-row.ts';
import { countSoft } from './soft-bounces.ts';
import { suppress } from './suppressions.ts';
import type { Prospect } from './transaction.ts';

/** What the mail server said of the reader while it was talked to; its words stay in the ledger. */
export type Said = Readonly<{ kind: string; why: string; status?: string }>;

/** Which attempt at which mail it was said of. */
export type Attempted = Readonly<{
  row: Pick<LedgerRow, 'prospect' | 'message_id' | 'token'>;
  person: Prospect;
  now: Instant;
}>;

/**
 * Keeps what the mail server said at once like what comes back later: no such address is suppressed, and so is one that bounces softly again
 * and again; what is our fault never is. Part of the settling: once for each attempt. Needs the prospect's lock.
 */
export async function keepReply(
  tx: Tx,
  { row, person, now }: Attempted,
  said: Said,
): Promise<void> {
  const { kind, why, status } = said;
  const about = { prospect: row.prospect, message_id: row.message_id, at: now };
  await tx
    .insertInto('returned')
    .values({ source: 'reply', ref: row.token ?? '', kind, why, status: status ?? null, ...about })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (kind === 'soft') await countSoft(tx, person, now);
  if (kind !== 'hard') return;
  const whom = { prospect: person.id, addressHash: person.address_hash, reason: 'bounced' };
  await suppress(tx, [{ ...whom, source: `reply ${status ?? why}` }], now);
}

/** What the mail server has said of this mail so far, once for each attempt at which it said something. */
export async function repliesTo(
  { db }: Ctx,
  { prospect, messageId }: Pick<MailInStream, 'prospect' | 'messageId'>,
): Promise<number> {
  const { count } = await db
    .selectFrom('returned')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('prospect', '=', prospect)
    .where('message_id', '=', messageId)
    .where('source', '=', 'reply')
    .executeTakeFirstOrThrow();
  return count;
}

/** So often is a mail refused as against the rules, while others like it are taken, before it is believed that it is about its reader. */
const TIMES = 3;

/** They refuse this mail again, and since the first time took others of its sender: it is not us whom they refuse, but this reader's box. */
export async function isTheirsAlone(
  { db }: Ctx,
  { prospect, messageId, ...stream }: MailInStream,
): Promise<boolean> {
  const of = nameIn('stream', stream);
  const { rows } = await sql<{ theirs: boolean }>`
    select count(*) >= ${TIMES - 1} and exists (select 1 from circuits where scope = 'stream' and "of" = ${of} and closed_at > min(r.at)) as theirs
    from returned r where prospect = ${prospect} and message_id = ${messageId} and source = 'reply' and kind in ('block', 'policy')`.execute(
    db,
  );
  return rows[0]?.theirs === true;
}
export type MailInStream = Stream & Readonly<{ prospect: string; messageId: string }>;
