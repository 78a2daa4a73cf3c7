import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';

/** One fetch of a link, raw, with its verdict. */
export type FetchView = Readonly<{
  at: Instant;
  /** Which mail; null: the page to unsubscribe or to choose, which every mail links to. */
  mail: string | null;
  /** Where the link leads; `u`, `p` for those pages; null once that is forgotten. */
  target: string | null;
  method: string;
  /** Null: it said nothing, or that is forgotten. */
  agent: string | null;
  network: string | null;
  /** Null: not judged yet. */
  human: boolean | null;
  /** Which rules speak for a machine. */
  reasons: readonly string[];
  /** Whether it is the event `mail.clicked`. */
  told: boolean;
}>;

/** Who, or what, fetched the links of one person's mails, newest first; 200 at most. */
export async function fetchesOf(ctx: Ctx, prospect: string): Promise<readonly FetchView[]> {
  const { rows } =
    await sql<FetchView>`select f.at, l.mail, coalesce(l.links ->> f.link, case when f.mail is null then f.link end) as target,
      f.method, f.agent, f.network, f.human, f.reasons, f.told
    from fetches f left join ledger l on l.message_id is not null and substr(l.message_id, 2, 40) = f.mail
    where f.prospect = ${prospect} order by f.at desc, f.id desc limit 200`.execute(ctx.db);
  return rows;
}
