import { type Selectable, sql } from 'kysely';
import type { Beginning, Telling } from '../core/state.ts';
import { findBeginning } from './beginning.ts';
import type { Ctx, Tx } from './ctx.ts';
import { nextEpoch } from './queue.ts';
import type { Database } from './schema.ts';
import { lockProspect, transact } from './transaction.ts';

type Common = Readonly<{ id: number; prospect: string; entry: string }>;
/** One thing a workflow must be told, or the workflow that must be started. */
export type Ring = Common &
  (
    | Readonly<{ kind: 'tell'; telling: Telling }>
    | Readonly<{ kind: 'start'; beginning: Beginning }>
  );
export type RingResult = Readonly<{
  id: number;
  /** Temporal has it; it must be tried again; there is no such workflow. */
  result: 'done' | 'later' | 'lost';
}>;
type Row = Selectable<Database['outbox']>;

/** A row tried again rests 25 ms, twice that, … this long at most, ms. */
const LONGEST_REST = 5_000;

/**
 * Hands the heads of up to `limit` queues to `ring` and does with them what it answers; what it does not answer for is tried again. The
 * rows are locked meanwhile and nobody else rings them; no row is a head while an earlier one of its prospect stands. When `ring` throws,
 * or we die, everything stays as it was. Answers how many heads there were.
 */
export const withRings = (
  ctx: Ctx,
  limit: number,
  ring: (rings: readonly Ring[]) => Promise<readonly RingResult[]>,
): Promise<number> =>
  transact(ctx, async (tx) => {
    const rows = await heads(tx, limit);
    if (rows.length === 0) return 0;
    const rings: Ring[] = [];
    for (const row of rows) rings.push(...(await ringOf(ctx, tx, row)));
    const results = new Map(
      (rings.length > 0 ? await ring(rings) : []).map(({ id, result }) => [id, result]),
    );
    const rung = new Set(rings.map(({ id }) => id));
    const resultOf = ({ id }: Row): RingResult['result'] =>
      rung.has(id) ? (results.get(id) ?? 'later') : 'done';
    const by = Map.groupBy(rows, resultOf);
    const closed = await startLost(tx, by.get('lost') ?? []);
    await postpone(tx, by.get('later') ?? []);
    await remove(tx, [...(by.get('done') ?? []), ...closed]);
    return rows.length;
  });

async function heads(tx: Tx, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select o.* from outbox o
    where o.not_before <= now() and not exists (select 1 from outbox e where e.prospect = o.prospect and e.id < o.id)
    order by o.id limit ${limit} for update of o skip locked`.execute(tx);
  return rows;
}

/** None for the start of an entry that does not speak any more: nothing is left to ring. */
async function ringOf(ctx: Ctx, tx: Tx, { id, prospect, entry, kind, body }: Row): Promise<Ring[]> {
  if (kind === 'tell') return [{ id, prospect, entry, kind, telling: body as Telling }];
  if (!(await speaks(tx, entry))) return [];
  const begin = await findBeginning(tx, ctx, entry);
  return begin === undefined ? [] : [{ id, prospect, entry, kind, beginning: begin }];
}

async function speaks(tx: Tx, entry: string): Promise<boolean> {
  const row = await tx
    .selectFrom('entries')
    .select('status')
    .where('id', '=', entry)
    .executeTakeFirst();
  return row?.status === 'speaking';
}

/**
 * No workflow has that id. For an entry that does not speak this is an answer: what is known waits in the store. One that speaks starts again
 * from where it was last written down, and whatever its old run still says is ignored. Answers the rows that are done.
 */
async function startLost(tx: Tx, rows: readonly Row[]): Promise<readonly Row[]> {
  const closed: Row[] = [];
  for (const row of rows.toSorted((a, b) => (a.prospect < b.prospect ? -1 : 1))) {
    await lockProspect(tx, row.prospect);
    if (await speaks(tx, row.entry)) {
      await nextEpoch(tx, [row.prospect]);
      await tx
        .updateTable('outbox')
        .set({ kind: 'start', body: null, not_before: sql<Date>`now()` })
        .where('id', '=', row.id)
        .execute();
    } else closed.push(row);
  }
  return closed;
}

async function postpone(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const rest = sql`least(${LONGEST_REST}, 25 * power(2, least(tries, 10))) * interval '1 ms'`;
  await tx
    .updateTable('outbox')
    .set({ tries: sql<number>`tries + 1`, not_before: sql<Date>`clock_timestamp() + ${rest}` })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

async function remove(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .deleteFrom('outbox')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
}
