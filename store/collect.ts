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
  if (stored.length === 0) return 0;
  await tx
    .insertInto('mailbox')
    .values(stored.map(({ id, prospect }) => ({ prospect, event: id })))
    .execute();
  return stored.length;
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
