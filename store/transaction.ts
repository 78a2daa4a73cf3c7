import type { Selectable } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';

export type Prospect = Selectable<Database['prospects']>;

/** One READ COMMITTED transaction: every statement in it sees what was committed before that statement, as the lock order needs. */
export const transact = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.db.transaction().setIsolationLevel('read committed').execute(work);

/**
 * Locks one prospect until the end of the transaction. First of all, and a statement of its own: what is read after it is what is
 * true while the lock is held. (A statement that locks and writes reads from before the lock: 806 of 1,000 late mails, measured.)
 */
export const lockProspect = (tx: Tx, id: string): Promise<Prospect | undefined> =>
  tx.selectFrom('prospects').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Of many those whom nobody else has locked: for whoever has something else to do than wait. */
export const lockFree = (tx: Tx, ids: readonly string[]): Promise<Prospect[]> =>
  tx
    .selectFrom('prospects')
    .selectAll()
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .forUpdate()
    .skipLocked()
    .execute();

/** As `lockProspect`, for many: always in the order of their ids, or two of us could wait for each other. */
export const lockProspects = (tx: Tx, ids: readonly string[]): Promise<Prospect[]> =>
  tx
    .selectFrom('prospects')
    .selectAll()
    .where('id', 'in', ids.length > 0 ? ids : [NOBODY])
    .orderBy('id')
    .forUpdate()
    .execute();

const NOBODY = '00000000-0000-0000-0000-000000000000';
