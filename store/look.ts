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
  Readonly<{
    at: number;
    entry: Entry;
    ledger: LedgerRow | null;
    traits: Readonly<Record<string, unknown>>;
  }>;

/** The touch that is asked for; `number`: which one of a series. */
export type Looking = Readonly<{ q: Question; number: number }>;

/**
 * Passes the gate (see gate.ts), then locks the touches' rows in the ledger where they have one, and reads where each entry stands: in one
 * statement, for a claim is asked for each mail. Needs the prospects' locks. Undefined for an entry that is not there.
 *
 * The gate comes before the rows: they are looked for once for each row of `gate`, and there is none before the lock is had. `offset 0`, or
 * PostgreSQL may read a whole table to know of a few people: it does where it does not know yet how many rows are one person's.
 */
export async function look(
  tx: Tx,
  asked: readonly Looking[],
): Promise<readonly (Look | undefined)[]> {
  const states = asked.map(({ q }) => q.state);
  const prospect = sql<string>`q.prospect`;
  const { rows } = await sql<Row>`
    with gate as materialized (select pg_advisory_xact_lock_shared(${GATE}::bigint) is not null as passed)
    select q.at::int as at, to_jsonb(e) as entry, p.n, p.step, p.stage, p.faulted, l.row as ledger,
      exists (${takesOf(tx, [prospect])} offset 0) as "isTaken",
      exists (${waitingOf(tx, prospect).select('id')} offset 0) as waits,
      (select coalesce(jsonb_object_agg(trait, value), '{}') from (${traitRows(tx, [prospect])}) t where value <> 'null'::jsonb) as traits
    from gate
    cross join unnest(${asked.map(({ q }) => q.prospect)}::uuid[], ${asked.map(({ q }) => q.entry)}::uuid[],
      ${states.map(({ at }) => at)}::text[], ${states.map(({ visit }) => visit)}::int[], ${asked.map(({ number }) => number)}::int[])
      with ordinality q (prospect, entry, step, visit, n, at)
    cross join lateral (select * from entries where id = q.entry and gate.passed) e
    join positions p on p.entry = e.id
    left join lateral (
      select to_jsonb(ledger) as row from ledger
      where prospect = q.prospect and entry = q.entry and step = q.step and visit = q.visit and n = q.n and channel = 'email'
        and gate.passed
      for update
    ) l on true`.execute(tx);
  const found = new Map(rows.map((row) => [row.at, lookOf(row)]));
  return asked.map((_, i) => found.get(i + 1));
}

const lookOf = ({ entry, n, step, stage, faulted, ledger, isTaken, waits, traits }: Row): Look => ({
  row: entry,
  before: { n, step, stage, faulted },
  ledger: ledger ?? undefined,
  others: { isTaken, waits },
  traits,
});
