import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { DAY } from '../core/quota.ts';
import { recipientGroup } from '../core/recipient-group.ts';
import { ASKINGS } from './asking-mail.ts';
import { nameIn, openCircuit, type Stream } from './circuits.ts';
import type { Ctx } from './ctx.ts';

/** So many mails of one sender to one group came back within a day as refused by their rules or blocklists, and so large a share of them. */
const CASES = 5;
const SHARE = 0.05;

/**
 * What servers further on refuse because of us comes back as mail: where that is no accident, the stream of that sender to those mailboxes is
 * paused as if they had said it at once. What came before the stream was last paused, or went on, does not count again. Answers what it
 * paused. Safe to repeat.
 */
export async function pauseStreams(ctx: Ctx): Promise<readonly string[]> {
  const now = ctx.now();
  const paused: string[] = [];
  for (const [of, { stream, cases }] of await pushedBack(ctx, now - DAY)) {
    if (cases < CASES || cases < SHARE * (await sentIn(ctx, stream, now - DAY))) continue;
    const circuit = { scope: 'stream', of, code: 'policy' } as const;
    if (await openCircuit(ctx.db, circuit, { now, pace: ctx.pace })) paused.push(of);
  }
  return paused;
}

type Pushed = Readonly<{ stream: Stream; cases: number }>;

async function pushedBack(ctx: Ctx, from: Instant): Promise<ReadonlyMap<string, Pushed>> {
  const { rows } = await sql<{ sender: string; email: string; host: string | null; at: Instant }>`
    select l.sender, p.email, m.hosted_by as host, max(r.at) as at from returned r
    cross join lateral (select prospect, sender, message_id from ledger where substr(message_id, 2, 40) = substr(r.message_id, 2, 40)
      union all select prospect, sender, message_id from ${ASKINGS} a where prospect = r.prospect and message_id = r.message_id) l
    join prospects p on p.id = l.prospect left join mail_domains m on m.domain = split_part(p.email_key, '@', 2)
    where r.kind in ('block', 'policy') and r.at > ${from} and r.source <> 'reply' and l.sender is not null and p.email is not null
    group by l.sender, p.email, m.hosted_by, l.message_id`.execute(ctx.db);
  const since = rows.length < CASES ? new Map<string, Instant>() : await lastTurns(ctx, from);
  const pushed = new Map<string, Pushed>();
  for (const { sender, email, host, at } of rows) {
    const stream = { sender, group: host ?? recipientGroup(email) };
    const of = nameIn('stream', stream);
    if (at <= (since.get(of) ?? 0)) continue;
    pushed.set(of, { stream, cases: (pushed.get(of)?.cases ?? 0) + 1 });
  }
  return pushed;
}

/** When each stream was last paused or went on. */
async function lastTurns({ db }: Ctx, from: Instant): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db
    .selectFrom('circuits')
    .select('of')
    .select(sql<Instant>`max(coalesce(closed_at, opened_at))`.as('at'))
    .where('scope', '=', 'stream')
    .where(sql<boolean>`coalesce(closed_at, opened_at) > ${from}`)
    .groupBy('of')
    .execute();
  return new Map(rows.map(({ of, at }) => [of, at]));
}

async function sentIn({ db }: Ctx, { sender, group }: Stream, from: Instant): Promise<number> {
  const { rows } = await sql<{ domain: string; host: string | null; mails: number }>`
    select split_part(p.email_key, '@', 2) as domain, m.hosted_by as host, count(*) as mails from
      (select prospect from ledger where sender = ${sender} and sent_at > ${from}
        union all select prospect from ${ASKINGS} a where sender = ${sender} and at > ${from} and sent_at is not null) l
    join prospects p on p.id = l.prospect left join mail_domains m on m.domain = split_part(p.email_key, '@', 2)
    where p.email_key is not null group by 1, 2`.execute(db);
  return rows
    .filter(({ domain, host }) => (host ?? recipientGroup(`@${domain}`)) === group)
    .reduce((sum, { mails }) => sum + mails, 0);
}
