import { type Selectable, sql } from 'kysely';
import type { Answer } from '../core/state.ts';
import type { Tx } from './ctx.ts';
import type { LedgerKey } from './message-id.ts';
import type { Database } from './schema.ts';
import type { Wanted } from './wanted.ts';

export type LedgerRow = Selectable<Database['ledger']>;

/** What a row says of its touch; undefined for one that may still be sent. Pure. */
export function answerOf({ state, at, sent_at, reason }: LedgerRow): Answer | undefined {
  switch (state) {
    case 'ACCEPTED':
      return { kind: 'sent', at: sent_at ?? at };
    case 'UNKNOWN':
      return { kind: 'unknown', at: sent_at ?? at };
    case 'REJECTED':
      return { kind: 'refused', at };
    case 'SKIPPED':
      return { kind: 'skipped', at, reason: reason ?? 'skipped before' };
    default:
      return undefined;
  }
}

type Change = Partial<Omit<LedgerRow, keyof LedgerKey | 'links'>> & Pick<LedgerRow, 'state'>;

/** The touch's row, as it is from now on. Needs the prospect's lock. */
export async function putLedgerRow(tx: Tx, wanted: Wanted, change: Change): Promise<void> {
  const about = { ...aboutOf(wanted), ...change };
  const none = {
    token: null,
    message_id: null,
    date: null,
    boundary: null,
    template_hash: null,
    subject: null,
  };
  await tx
    .insertInto('ledger')
    .values({ ...ledgerKeyOf(wanted), ...none, sent_at: null, reason: null, reply: null, ...about })
    .onConflict((conflict) =>
      conflict.columns(['prospect', 'entry', 'step', 'visit', 'n', 'channel']).doUpdateSet(about),
    )
    .execute();
}

/** What a claim keeps of its attempt. */
type Attempt = Required<Pick<LedgerRow, 'token' | 'attempt' | 'message_id' | 'date' | 'boundary'>>;
export type Taken = Readonly<{ wanted: Wanted; attempt: Attempt }>;

/** Each touch's row, CLAIMED from now on by that attempt. Needs the prospects' locks. */
export async function putClaimed(tx: Tx, all: readonly Taken[]): Promise<void> {
  const rows = all.map(({ wanted, attempt }) => ({
    ...ledgerKeyOf(wanted),
    ...aboutOf(wanted),
    ...attempt,
  }));
  await sql`
    insert into ledger as l (prospect, entry, step, visit, n, channel, state, mail, mindset, topic, sender, fill_hash, at,
      token, attempt, message_id, date, boundary)
    select prospect, entry, step, visit, n, channel, 'CLAIMED', mail, mindset, topic, sender, fill_hash, at,
      token, attempt, message_id, date, boundary
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (prospect uuid, entry uuid, step text, visit int, n int, channel text,
      mail text, mindset text, topic text, sender text, fill_hash text, at bigint,
      token uuid, attempt int, message_id text, date bigint, boundary text)
    on conflict (prospect, entry, step, visit, n, channel) do update set state = excluded.state, mail = excluded.mail,
      mindset = excluded.mindset, topic = excluded.topic, sender = excluded.sender, fill_hash = excluded.fill_hash, at = excluded.at,
      token = excluded.token, attempt = excluded.attempt, message_id = excluded.message_id, date = excluded.date,
      boundary = excluded.boundary`.execute(tx);
}

const aboutOf = ({ touch, topic, sender, filled, now }: Wanted) => ({
  mail: touch.mail,
  mindset: touch.mindset,
  topic,
  sender,
  fill_hash: filled.hash,
  at: now,
});

export const ledgerKeyOf = ({ person, entry, state, visit, touch }: Wanted): LedgerKey => ({
  prospect: person.id,
  entry: entry.id,
  step: state.at,
  visit,
  n: touch.n,
  channel: 'email',
});
