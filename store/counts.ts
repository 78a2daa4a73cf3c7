import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { WarmDay } from '../core/warm-up.ts';
import { ASKINGS } from './asking-mail.ts';
import type { Ctx } from './ctx.ts';

/** Mails that left, or that the mail server refused as to nobody, since `from` and before `to`. */
export type Counting = Readonly<{ from: Instant; to?: Instant }> &
  (Readonly<{ senders: readonly string[] }> | Readonly<{ journey: string }>);

/**
 * What became of mails: of those that left in this time, how many bounced for good, were complained about, or were put off by the mail server,
 * whenever that was told. A mail counts once of each. Of a sender those that asked for a confirmation count as well; no journey sent them.
 */
export async function countsOf({ db }: Ctx, counting: Counting): Promise<WarmDay> {
  const { from, to = Number.MAX_SAFE_INTEGER } = counting;
  const theirs = whose(counting);
  const asked = 'senders' in counting ? counting.senders : [];
  const counted = sql`r.kind in ('hard', 'complaint', 'soft', 'delayed') and r.at >= ${from}
    and (r.source = 'reply' or r.kind in ('hard', 'complaint'))`;
  const { rows } = await sql<WarmDay>`
    with back as (
      select l.message_id, r.kind, l.sent_at from returned r
      join ledger l on substr(l.message_id, 2, 40) = substr(r.message_id, 2, 40)
      where ${counted} and coalesce(l.sent_at, l.at) >= ${from} and coalesce(l.sent_at, l.at) < ${to} and ${theirs}
      union all
      select a.message_id, r.kind, a.sent_at from returned r
      join ${ASKINGS} a on a.prospect = r.prospect and a.message_id = r.message_id
      where ${counted} and a.at >= ${from} and a.at < ${to} and a.sender = any(${asked}))
    select (select count(*) from ledger l where l.sent_at >= ${from} and l.sent_at < ${to} and ${theirs})
        + (select count(*) from ${ASKINGS} a where a.sent_at is not null and a.at >= ${from} and a.at < ${to} and a.sender = any(${asked}))
        + count(distinct message_id) filter (where kind = 'hard' and sent_at is null) as mails,
      count(distinct message_id) filter (where kind = 'hard') as bounced,
      count(distinct message_id) filter (where kind = 'complaint') as complained,
      count(distinct message_id) filter (where kind in ('soft', 'delayed')) as deferred
    from back`.execute(db);
  return rows[0] ?? { mails: 0, bounced: 0, complained: 0, deferred: 0 };
}

function whose(counting: Counting): RawBuilder<boolean> {
  if ('senders' in counting) return sql`l.sender = any(${counting.senders})`;
  return sql`l.entry in (select id from entries where journey = ${counting.journey})`;
}
