import { sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import type { Prospect } from './transaction.ts';

export type Unmailable = Readonly<{ why: 'suppressed' | 'without-consent'; say: string }>;

/** Who of these people may not be written to on this topic, and why. Whoever is missing from the answer may. */
export async function unmailable(
  ctx: Ctx,
  tx: Tx,
  { people, topic }: Readonly<{ people: readonly Prospect[]; topic: string }>,
): Promise<ReadonlyMap<string, Unmailable>> {
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('prospects')
    .leftJoin('suppressions', 'suppressions.address_hash', 'prospects.address_hash')
    .leftJoin('consents', (join) =>
      join.onRef('consents.prospect', '=', 'prospects.id').on('consents.topic', '=', topic),
    )
    .select([
      'prospects.id',
      'suppressions.reason as suppressed',
      'consents.withdrawn_at as withdrawn',
    ])
    .select(sql<boolean>`consents.topic is not null`.as('consented'))
    .select(sql<boolean>`coalesce(consents.expires_at <= ${ctx.now()}, false)`.as('expired'))
    .select(sql<boolean>`coalesce(consents.pending_until <= ${ctx.now()}, false)`.as('unconfirmed'))
    .where('prospects.id', 'in', ids)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const reason = reasonOf(row, topic);
      return reason === undefined ? [] : [[row.id, reason] as const];
    }),
  );
}

type Row = Readonly<{
  suppressed: string | null;
  withdrawn: number | null;
  consented: boolean;
  expired: boolean;
  unconfirmed: boolean;
}>;

function reasonOf(row: Row, topic: string): Unmailable | undefined {
  if (row.suppressed !== null)
    return { why: 'suppressed', say: `The address is suppressed: ${row.suppressed}.` };
  if (!row.consented) return without(`There is no consent for ‘${topic}’.`);
  if (row.withdrawn !== null) return without(`The consent for ‘${topic}’ was withdrawn.`);
  if (row.unconfirmed) return without(`The consent for ‘${topic}’ was never confirmed.`);
  return row.expired ? without(`The consent for ‘${topic}’ has expired.`) : undefined;
}

const without = (say: string): Unmailable => ({ why: 'without-consent', say });
