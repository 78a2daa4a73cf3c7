import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** How often the links of one mail were fetched, as far as that is judged. */
export type FetchCounts = Readonly<{ people: number; machines: number }>;

/** Of each mail of one person, by the name in its Message-ID. */
export async function fetchCounts(
  ctx: Ctx,
  prospect: string,
): Promise<ReadonlyMap<string, FetchCounts>> {
  const rows = await ctx.db
    .selectFrom('fetches')
    .select('mail')
    .select(sql<number>`count(*) filter (where human)::int`.as('people'))
    .select(sql<number>`count(*) filter (where not human)::int`.as('machines'))
    .where('prospect', '=', prospect)
    .where('mail', 'is not', null)
    .groupBy('mail')
    .execute();
  return new Map(rows.map(({ mail, people, machines }) => [mail ?? '', { people, machines }]));
}
