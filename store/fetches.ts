import { sql } from 'kysely';
import type { Fetch } from '../core/clicks/fetch.ts';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';

/** Who asks, as far as it is kept: never the address itself. */
export type Visitor = Pick<Fetch, 'method' | 'agent' | 'network' | 'prefetch'>;
/** A counted link of one mail, by their names. */
export type LinkOfMail = Readonly<{ mail: string; link: string }>;

/** So many fetches of one person's links are kept in a day: more would say nothing more, and somebody may be at play. */
const MOST_A_DAY = 200;
const DAY = 24 * 3600_000;

/**
 * Where a link leads, by the mail's own row of the ledger; that it was fetched is kept, in the same statement. Undefined: no mail has this
 * link, or it is of somebody who was erased.
 */
export async function fetchLink(
  ctx: Ctx,
  { mail, link }: LinkOfMail,
  visitor: Visitor,
): Promise<string | undefined> {
  const { rows } = await sql<{ target: string }>`
    with meant as (select prospect, links ->> ${link} as target from ledger
      where message_id is not null and substr(message_id, 2, 40) = ${mail} and links ? ${link}),
    kept as (${keepFrom(sql`meant`, { mail, link, visitor, at: ctx.now() })})
    select target from meant`.execute(ctx.db);
  return rows[0]?.target;
}

/** That somebody's page to unsubscribe (`u`) or to choose (`p`) was looked at: whoever looks at all links looks at those. */
export async function keepLook(
  ctx: Ctx,
  { prospect, link }: Readonly<{ prospect: string; link: 'u' | 'p' }>,
  visitor: Visitor,
): Promise<void> {
  await sql`with meant as (select id as prospect from prospects where id = ${prospect} and erased_at is null)
    ${keepFrom(sql`meant`, { mail: null, link, visitor, at: ctx.now() })}`.execute(ctx.db);
}

type Keeping = Readonly<{ mail: string | null; link: string; visitor: Visitor; at: Instant }>;

const keepFrom = (
  meant: ReturnType<typeof sql>,
  { mail, link, visitor: { method, agent, network, prefetch }, at }: Keeping,
) => sql`insert into fetches (prospect, mail, link, at, method, agent, network, prefetch)
  select prospect, ${mail}, ${link}, ${at}, ${method}, ${agent}, ${network}, ${prefetch} from ${meant}
  where (select count(*) from (select 1 from fetches f where f.prospect = meant.prospect
    and f.at > ${at - DAY}::bigint limit ${MOST_A_DAY}) lately) < ${MOST_A_DAY}`;

const PAGE = 500;

/** Forgets who fetched before `until`; that it was fetched, and what it was, is kept. Answers how many; safe to repeat. */
export async function forgetVisitors(ctx: Ctx, until: Instant): Promise<number> {
  const some = sql`select id from fetches where (agent is not null or network is not null) and at < ${until} limit ${PAGE}`;
  const { numAffectedRows } =
    await sql`update fetches set agent = null, network = null where id in (${some})`.execute(
      ctx.db,
    );
  return Number(numAffectedRows ?? 0n);
}
