import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** What is known of a domain's mail server is looked at anew after this; ms. */
const KEEP = 30 * 86_400_000;

/** Some domains of companies of which nobody knows, or not lately, who takes their mail. */
export async function domainsToLookUp({ db, now }: Ctx, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ domain: string }>`select a.domain from accounts a
    where not exists (select 1 from mail_domains m where m.domain = a.domain and m.at > ${now() - KEEP})
    order by a.domain limit ${limit}`.execute(db);
  return rows.map(({ domain }) => domain);
}

/** Keeps who takes the mail of a domain; `group` undefined: none that we know. Said again it is the newest that counts. */
export async function keepMailDomain(
  { db, now }: Ctx,
  domain: string,
  group: string | undefined,
): Promise<void> {
  const known = { hosted_by: group ?? null, at: now() };
  await db
    .insertInto('mail_domains')
    .values({ domain, ...known })
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(known))
    .execute();
}
