import { sql } from 'kysely';
import type { Question } from '../core/state.ts';
import type { Found } from './admit.ts';
import type { Tx } from './ctx.ts';
import { GATE } from './gate.ts';
import type { LedgerRow } from './ledger-row.ts';
import type { Entry } from './refold.ts';
import { type Others, waitingOf } from './rivals.ts';
import { takesOf } from './takes.ts';
import { traitRows } from './traits-of.ts';
import type { Position } from './write-down.ts';

/** All that a claim reads before it decides anything. */
export type Look = Found &
  Readonly<{
    ledger: LedgerRow | undefined;
    others: Others;
    /** What is known of the person: trait and value. */
    traits: Readonly<Record<string, unknown>>;
  }>;

type Row = Position &
  Others &
  Readonly<{ entry: Entry; ledger: LedgerRow | null; traits: Readonly<Record<string, unknown>> }>;

/**
 * Passes the gate (see gate.ts), then locks the touch's row in the ledger where it has one, and reads where the entry stands: in one
 * statement, for a claim is asked for each mail. Needs the prospect's lock. Undefined where the entry is not there. `n`: which one of a series.
 *
 * The gate comes before the row: the row is looked for once for each row of `gate`, and there is none before the lock is had.
 */
export async function look(
  tx: Tx,
  { prospect, entry, state }: Question,
  n: number,
): Promise<Look | undefined> {
  const { rows } = await sql<Row>`
    with gate as materialized (select pg_advisory_xact_lock_shared(${GATE}::bigint) is not null as passed)
    select to_jsonb(e) as entry, p.n, p.step, p.stage, p.faulted, l.row as ledger,
      exists (${takesOf(tx, [prospect])}) as "isTaken",
      exists (${waitingOf(tx, prospect).select('id')}) as waits,
      (select coalesce(jsonb_object_agg(trait, value), '{}') from (${traitRows(tx, [prospect])}) t where value <> 'null'::jsonb) as traits
    from gate
    cross join lateral (select * from entries where id = ${entry} and gate.passed) e
    join positions p on p.entry = e.id
    left join lateral (
      select to_jsonb(ledger) as row from ledger
      where entry = ${entry} and step = ${state.at} and visit = ${state.visit} and n = ${n} and channel = 'email' and gate.passed
      for update
    ) l on true`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { entry: stands, n: asked, step, stage, faulted, ledger, isTaken, waits, traits } = row;
  return {
    row: stands,
    before: { n: asked, step, stage, faulted },
    ledger: ledger ?? undefined,
    others: { isTaken, waits },
    traits,
  };
}
