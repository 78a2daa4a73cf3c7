import type { Expression, Selectable, SelectQueryBuilder } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';

export type TakeRow = Selectable<Database['takes']>;

/** By whom they are taken now; undefined: by nobody. */
export const takeOf = (db: Ctx['db'] | Tx, prospect: string): Promise<TakeRow | undefined> =>
  db
    .selectFrom('takes')
    .selectAll()
    .where('prospect', '=', prospect)
    .where('given_back_at', 'is', null)
    .executeTakeFirst();

/** Sales has them, or gave them back for a later date: none of their entries speaks. */
export const isTaken = async (tx: Tx, prospect: string): Promise<boolean> =>
  (await takenAmong(tx, [prospect])).has(prospect);

/** Those of these people whom sales has, as `isTaken`. */
export async function takenAmong(
  tx: Tx,
  prospects: readonly string[],
): Promise<ReadonlySet<string>> {
  if (prospects.length === 0) return new Set();
  const rows = await takesOf(tx, prospects).execute();
  return new Set(rows.map(({ prospect }) => prospect));
}

/** The rows that keep these people's entries silent; in SQL around it they may be named by a column. */
export const takesOf = (
  tx: Tx,
  prospects: readonly (string | Expression<string>)[],
): SelectQueryBuilder<Database, 'takes', { prospect: string }> =>
  tx
    .selectFrom('takes')
    .select('prospect')
    .where('prospect', 'in', prospects)
    .where((eb) => eb.or([eb('given_back_at', 'is', null), eb('resumes_at', 'is not', null)]));
