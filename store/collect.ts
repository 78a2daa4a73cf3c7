import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import { transact } from './transaction.ts';

/** Something that happened to a prospect we know. The name `identify` tells traits. */
export type Collecting = Readonly<{
  source: string;
  messageId: string;
  prospect: string;
  name: string;
  props: Readonly<Record<string, unknown>>;
  at: Instant;
}>;

/** Keeps an event once and lays it into the mailbox; the fold understands it later. `known`: this source has told this message before. */
export const collect = (ctx: Ctx, event: Collecting): Promise<'stored' | 'known'> =>
  transact(ctx, async (tx) => ((await store(tx, [event], ctx.now())) > 0 ? 'stored' : 'known'));

/** As `collect`, inside a transaction that holds the locks of these people. Answers how many were new. */
export async function store(tx: Tx, events: readonly Collecting[], now: Instant): Promise<number> {
  if (events.length === 0) return 0;
  const stored = await tx
    .insertInto('events')
    .values(events.map((event) => rowOf(event, now)))
    .onConflict((conflict) => conflict.columns(['source', 'message_id']).doNothing())
    .returning(['id', 'prospect'])
    .execute();
  const kept = await withoutErased(tx, stored);
  if (kept.length === 0) return 0;
  await tx
    .insertInto('mailbox')
    .values(kept.map(({ id, prospect }) => ({ prospect, event: id })))
    .execute();
  return kept.length;
}

type Stored = Readonly<{ id: number; prospect: string }>;

/** Nothing is kept of whoever was erased: also when that came between. The rows just written keep an erasure from coming now. */
async function withoutErased(tx: Tx, stored: readonly Stored[]): Promise<readonly Stored[]> {
  if (stored.length === 0) return stored;
  const people = [...new Set(stored.map(({ prospect }) => prospect))];
  const rows = await tx
    .selectFrom('prospects')
    .select('id')
    .where('id', 'in', people)
    .where('erased_at', 'is not', null)
    .execute();
  if (rows.length === 0) return stored;
  const erased = new Set(rows.map(({ id }) => id));
  const drop = stored.filter(({ prospect }) => erased.has(prospect)).map(({ id }) => id);
  await tx.deleteFrom('events').where('id', 'in', drop).execute();
  return stored.filter(({ prospect }) => !erased.has(prospect));
}

const rowOf = ({ source, messageId, prospect, name, props, at }: Collecting, now: Instant) => ({
  source,
  message_id: messageId,
  prospect,
  kind: name === IDENTIFY ? ('identify' as const) : ('track' as const),
  name,
  props: JSON.stringify(props),
  at: Math.min(at, now), // a clock ahead of ours must not make the future known
  received_at: now,
  seq: null,
});

/** The name under which traits travel. */
export const IDENTIFY = 'identify';
