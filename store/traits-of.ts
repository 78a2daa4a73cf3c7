import type { Traits } from '../core/knowledge.ts';
import type { Ctx, Tx } from './ctx.ts';

/** The latest value of each trait; one that was taken back (null) is none. */
export async function traitsOf(
  tx: Ctx['db'] | Tx,
  prospects: readonly string[],
): Promise<ReadonlyMap<string, Traits>> {
  const rows = await tx
    .selectFrom('traits')
    .selectAll()
    .where('prospect', 'in', [...new Set(prospects)])
    .execute();
  const said = rows.filter(({ value }) => value !== null);
  const byProspect = Map.groupBy(said, ({ prospect }) => prospect);
  return new Map(
    [...byProspect].map(([prospect, own]) => [
      prospect,
      Object.fromEntries(own.map(({ trait, value, at }) => [trait, { value, at }])),
    ]),
  );
}
