import { type Expression, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Traits } from '../core/knowledge.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';

/** The latest value of each trait, their own before their company's; one that was taken back (null) is none. */
export async function traitsOf(
  tx: Ctx['db'] | Tx,
  prospects: readonly string[],
): Promise<ReadonlyMap<string, Traits>> {
  const ids = [...new Set(prospects)];
  if (ids.length === 0) return new Map();
  const rows = await traitRows(tx, ids).execute();
  const said = rows.filter(({ value }) => value !== null);
  const byProspect = Map.groupBy(said, ({ prospect }) => prospect);
  return new Map(
    [...byProspect].map(([prospect, own]) => [
      prospect,
      Object.fromEntries(own.map(({ trait, value, at }) => [trait, { value, at }])),
    ]),
  );
}

/** What is known of them, each trait of each once; one that was taken back is there as null. In SQL around it they may be named by a column. */
export const traitRows = (
  tx: Ctx['db'] | Tx,
  ids: readonly (string | Expression<string>)[],
): SelectQueryBuilder<Database, 'traits', TraitRow> =>
  tx
    .selectFrom('traits')
    .select(['prospect', 'trait', 'value', 'at'])
    .where('prospect', 'in', ids)
    .unionAll(ofTheirCompany(tx, ids));
type TraitRow = Pick<Selectable<Database['traits']>, 'prospect' | 'trait' | 'value' | 'at'>;

/** What is known of everyone of their company, where they say nothing else of themselves. */
const ofTheirCompany = (tx: Ctx['db'] | Tx, ids: Parameters<typeof traitRows>[1]) =>
  tx
    .selectFrom('account_traits')
    .innerJoin('prospects', 'prospects.account', 'account_traits.account')
    .select(['prospects.id as prospect', 'trait', 'value', 'at'])
    .where('prospects.id', 'in', ids)
    .where(
      sql<boolean>`not exists (select 1 from traits own where own.prospect = prospects.id
        and own.trait = account_traits.trait and own.value <> 'null'::jsonb)`,
    );
