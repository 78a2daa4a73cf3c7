import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { LedgerRow } from './ledger-row.ts';
import type { Database } from './schema.ts';

/** Something that came back, as mail/back/ understands it. */
export type Returned = Readonly<{
  source: Database['returned']['source'];
  /** The same for the same thing, however often it is told. */
  ref: string;
  /** What its teller signed; good for one thing alone. */
  token?: string;
  kind: string;
  why: string;
  status?: string;
  /** Who wrote it, in small letters. */
  from?: string;
  /** What a person wrote in it. */
  excerpt?: string;
  /** What it is called itself: two copies of an answer are one. */
  messageId?: string;
  /** The names in our Message-IDs that it may be about, the surest first. */
  names: readonly string[];
  raw: Uint8Array;
}>;

/** As much is worth looking at afterwards. */
const KEPT = 256 * 1024;
/** Of what names no mail of ours anybody may send us more than is good for a disk: as much says what it was. */
const KEPT_OF_STRANGERS = 16 * 1024;
const MOST = 40;

/** The touch that it is about, as the ledger has it; undefined where it names none. */
export async function mailNamed(
  tx: Tx | Ctx['db'],
  names: readonly string[],
): Promise<LedgerRow | undefined> {
  if (names.length === 0) return undefined;
  const name = sql<string>`substr(message_id, 2, 40)`;
  const found = await tx
    .selectFrom('ledger')
    .selectAll()
    .select(name.as('name'))
    .where('message_id', 'is not', null)
    .where(name, 'in', names.slice(0, MOST))
    .execute();
  return found.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))[0];
}

/** Writes it down; false: it is here already, or its token was used. */
export async function putReturned(
  tx: Tx,
  { source, ref, token, kind, why, status, raw }: Returned,
  {
    row,
    now,
  }: Readonly<{
    row: Pick<LedgerRow, 'prospect' | 'message_id'> | undefined;
    now: Instant;
  }>,
): Promise<boolean> {
  const put = await tx
    .insertInto('returned')
    .values({
      source,
      ref,
      token: token ?? null,
      kind,
      why,
      status: status ?? null,
      prospect: row?.prospect ?? null,
      message_id: row?.message_id ?? null,
      raw: Buffer.from(raw.subarray(0, row === undefined ? KEPT_OF_STRANGERS : KEPT)),
      at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ref')
    .executeTakeFirst();
  return put !== undefined;
}

const PAGE = 500;

/**
 * Forgets what was written in mails that came back before `until`; that they came is kept, but for those that are about no mail of ours.
 * Answers how many; safe to repeat.
 */
export async function forgetRaw(ctx: Ctx, until: Instant): Promise<number> {
  const old = ctx.db
    .selectFrom('returned')
    .select(sql<string>`ctid`.as('place'))
    .where('raw', 'is not', null)
    .where('at', '<', until)
    .limit(PAGE);
  const isOurs = sql<boolean>`coalesce(message_id, prospect::text) is not null`;
  const isStranger = sql<boolean>`coalesce(message_id, prospect::text) is null`;
  const { numDeletedRows } = await ctx.db
    .deleteFrom('returned')
    .where(sql<boolean>`ctid in (${old.where(isStranger)})`)
    .where(isStranger)
    .executeTakeFirst();
  const { numUpdatedRows } = await ctx.db
    .updateTable('returned')
    .set({ raw: null })
    .where(sql<boolean>`ctid in (${old.where(isOurs)})`)
    .where('raw', 'is not', null)
    .executeTakeFirst();
  return Number(numDeletedRows + numUpdatedRows);
}
