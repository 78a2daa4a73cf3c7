import { type Updateable, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import { lengthOf } from '../core/length.ts';
import { SPENDS } from '../core/offering.ts';
import type { HandoffState } from '../core/state.ts';
import { closeReplies } from './close-replies.ts';
import { type Collecting, store } from './collect.ts';
import type { Ctx, Tx } from './ctx.ts';
import { handoffOf, type HandoffRow, partnerIn } from './handoff-of.ts';
import { refold } from './refold.ts';
import { revokeOf } from './revoke.ts';
import type { Database } from './schema.ts';
import { tellStory } from './story.ts';
import type { TaskRow } from './task-of.ts';
import { tellOfTask } from './turn-task.ts';
import { frozenIn } from './versions.ts';
import { withdrawTasks } from './withdraw-tasks.ts';

export type Turn = Readonly<{
  id: string;
  from: readonly HandoffState[];
  to: HandoffState;
  change?: Omit<Updateable<Database['handoffs']>, 'state' | 'rev'>;
}>;

/** The judge: one conditional update, so that of all who answer at once one wins. Undefined for whoever did not. */
export const turn = (
  tx: Tx,
  { id, from, to, change = {} }: Turn,
): Promise<HandoffRow | undefined> =>
  tx
    .updateTable('handoffs')
    .set({ ...change, state: to, rev: sql<number>`rev + 1` })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst();

/**
 * What follows from a handoff that has just turned, in the same transaction: the spent evidence, the rest, the void claims, the events, the
 * line in the story, and the news for its entry (`told: false` when the entry itself asked). Needs the prospect's lock.
 */
export async function followHandoff(
  ctx: Ctx,
  tx: Tx,
  { row, told }: Readonly<{ row: HandoffRow; told: boolean }>,
): Promise<void> {
  const now = ctx.now();
  if (row.state === 'accepted') {
    await revokeOf(tx, [row.prospect], now);
    await closeReplies(ctx, tx, { prospect: row.prospect, as: 'taken', by: row.rep ?? row.team });
  }
  if (SPENDS.has(row.state)) await spend(tx, row.prospect, now);
  const person = await countNews(ctx, tx, row);
  const line = lineOf(row, now);
  await tellStory(tx, { ...line, what: { ...line.what, ...partnerIn(ctx.house, row.team) } });
  await store(tx, eventsOf(row, now), now);
  const handoff = told ? { handoff: { entry: row.entry, handoff: handoffOf(row) } } : {};
  await refold(ctx, tx, { people: [person], ...handoff });
  if (OVER.includes(row.state)) await dropTasks(ctx, tx, row);
}

/** What had been begun with somebody is over: what sales or success was to do for it need not be done any more. */
const OVER: readonly HandoffState[] = ['won', 'lost', 'returned'];

async function dropTasks(ctx: Ctx, tx: Tx, { entry }: HandoffRow): Promise<void> {
  const { version } = await tx
    .selectFrom('entries')
    .select('version')
    .where('id', '=', entry)
    .executeTakeFirstOrThrow();
  const { stages } = await frozenIn(ctx, tx, version);
  const now = ctx.now();
  const fits = ({ step }: TaskRow): boolean =>
    (stages[stageOf(step)]?.owner ?? 'marketing') !== 'marketing';
  for (const task of await withdrawTasks(tx, { entry, fits }, now)) await tellOfTask(tx, task, now);
}

async function spend(tx: Tx, prospect: string, now: Instant): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ evidence_from: now })
    .where('prospect', '=', prospect)
    .where('status', '<>', 'closed')
    .execute();
}

/** The next number of their news; with it, when all was spent, and the rest that a reason asks for: a longer one stays. */
function countNews({ house, pace, now }: Ctx, tx: Tx, { prospect, state, reason }: HandoffRow) {
  const spends = SPENDS.has(state);
  const rest = spends ? house.reasons[reason ?? '']?.rest : undefined;
  const until = rest === undefined ? null : now() + lengthOf(rest, pace);
  return tx
    .updateTable('prospects')
    .set({
      seq: sql<number>`seq + 1`,
      rest_until: sql<number | null>`greatest(rest_until, ${until}::bigint)`,
      ...(spends && { spent_at: now() }),
    })
    .where('id', '=', prospect)
    .returning(['id', 'seq', 'rest_until', 'spent_at'])
    .executeTakeFirstOrThrow();
}

const lineOf = (
  { id, prospect, entry, step, state, team, rep, reason, until, value }: HandoffRow,
  at: Instant,
) => ({
  prospect,
  entry,
  at,
  kind: state,
  stage: stageOf(step),
  step,
  what: { handoff: id, team, rep, reason, until, value },
});

/** Said by us alone, for others to enter on and to build conditions with. */
function eventsOf(row: HandoffRow, now: Instant): Collecting[] {
  const event = (name: string, props: Record<string, unknown>): Collecting[] => [
    {
      source: 'perennial',
      messageId: `${name}/${row.id}`,
      prospect: row.prospect,
      name,
      props,
      at: now,
    },
  ];
  const { team, rep, reason, value } = row;
  if (row.state === 'accepted') return event('handoff.accepted', { team, rep });
  if (row.state === 'rejected') return event('handoff.rejected', { team, reason });
  if (row.state === 'lost') return event('deal.lost', reason === null ? {} : { reason });
  return row.state === 'won' ? event('deal.won', value === null ? {} : { value }) : [];
}
