import { type SelectQueryBuilder, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { HouseData } from '../core/house.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { ReplyState } from './reader-tables.ts';
import type { Database } from './schema.ts';
import type { ReplyRow } from './settle-replies.ts';

/** Something that a person answered, as whoever decides sees it. */
export type ReplyView = Readonly<{
  id: string;
  state: ReplyState;
  prospect: string;
  email: string | null;
  account: string | null;
  journey: string;
  step: string;
  mail: string;
  /** Of the mail that they answered. */
  subject: string | null;
  /** Whose it is: the rep who has them, else whoever signed the mail. */
  owner: Readonly<{ kind: 'rep' | 'sender'; id: string; name: string }>;
  /** What they wrote, without what they quote; null once it is forgotten, or where nothing could be read. */
  excerpt: string | null;
  /** Whether their mail waits for the decision. */
  holds: boolean;
  at: Instant;
  decidedAt: Instant | null;
  decidedBy: string | null;
  note: string | null;
}>;
export type ListReplies = Readonly<{
  /** `open`, or `decided`: all others. */
  state?: 'open' | 'decided';
  rep?: string;
  sender?: string;
  prospect?: string;
  /** The id of the last one seen. */
  after?: string;
  /** 100 if it is not said, 500 at most. */
  limit?: number;
}>;
export type ReplyPage = Readonly<{ replies: readonly ReplyView[]; next?: string }>;

type Row = ReplyRow &
  Readonly<{
    journey: string;
    email: string | null;
    domain: string | null;
    subject: string | null;
  }>;

const rowsOf = (
  db: Ctx['db'] | Tx,
): SelectQueryBuilder<Database, 'replies' | 'entries' | 'prospects', Row> =>
  db
    .selectFrom('replies')
    .innerJoin('entries', 'entries.id', 'replies.entry')
    .innerJoin('prospects', 'prospects.id', 'replies.prospect')
    .selectAll('replies')
    .select(['entries.journey', 'prospects.email'])
    .select([
      sql<string | null>`(select domain from accounts where id = prospects.account)`.as('domain'),
      sql<
        string | null
      >`(select subject from ledger l where l.prospect = replies.prospect and l.entry = replies.entry
        and l.step = replies.step and l.mail = replies.mail order by sent_at desc nulls last limit 1)`.as(
        'subject',
      ),
    ]);

/** The oldest first; `next` is there while there are more. `rep` and `sender`: those that are theirs to decide. */
export async function listReplies(ctx: Ctx, list: ListReplies = {}): Promise<ReplyPage> {
  const limit = Math.min(list.limit ?? 100, 500);
  const rows = await listed(ctx, list)
    .orderBy('replies.at')
    .orderBy('replies.id')
    .limit(limit + 1)
    .execute();
  const replies = rows.slice(0, limit).map((row) => viewOf(ctx.house, row));
  const last = rows.length > limit ? replies.at(-1) : undefined;
  return { replies, ...(last && { next: last.id }) };
}

function listed(ctx: Ctx, { state, rep, sender, prospect, after }: ListReplies) {
  let query = rowsOf(ctx.db);
  if (state !== undefined)
    query = query.where('replies.state', state === 'open' ? '=' : '<>', 'open');
  if (rep !== undefined) query = query.where('replies.rep', '=', rep);
  if (sender !== undefined)
    query = query.where('replies.rep', 'is', null).where('replies.sender', '=', sender);
  if (prospect !== undefined) query = query.where('replies.prospect', '=', prospect);
  if (after === undefined) return query;
  return query.where(
    sql<boolean>`(replies.at, replies.id) > (select at, id from replies where id = ${after})`,
  );
}

/** Undefined where there is no such answer. */
export async function getReply(
  ctx: Ctx,
  id: string,
  db: Ctx['db'] | Tx = ctx.db,
): Promise<ReplyView | undefined> {
  const row = await rowsOf(db).where('replies.id', '=', id).executeTakeFirst();
  return row && viewOf(ctx.house, row);
}

/** Pure. */
function viewOf(house: HouseData, row: Row): ReplyView {
  const { id, state, prospect, email, journey, step, mail, subject, excerpt, at, note } = row;
  return {
    id,
    state,
    prospect,
    email,
    account: row.domain,
    journey,
    step,
    mail,
    subject,
    owner: ownerOf(house, row),
    excerpt,
    holds: state === 'open' && row.hold !== null,
    at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    note,
  };
}

function ownerOf({ teams, senders }: HouseData, { rep, sender }: Row): ReplyView['owner'] {
  if (rep === null) return { kind: 'sender', id: sender, name: senders[sender]?.name ?? sender };
  const known = Object.values(teams).flatMap(({ reps }) => reps);
  return { kind: 'rep', id: rep, name: known.find((one) => one.id === rep)?.name ?? rep };
}

const PAGE = 500;

/** Forgets what people wrote before `until`, where it is decided; that they answered is kept. Answers how many; safe to repeat. */
export async function forgetExcerpts(ctx: Ctx, until: Instant): Promise<number> {
  const some = ctx.db
    .selectFrom('replies')
    .select('id')
    .where('excerpt', 'is not', null)
    .where('state', '<>', 'open')
    .where('at', '<', until)
    .limit(PAGE);
  const { numUpdatedRows } = await ctx.db
    .updateTable('replies')
    .set({ excerpt: null })
    .where('id', 'in', some)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
