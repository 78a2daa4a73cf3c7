import { type RawBuilder, sql } from 'kysely';
import { backOff, type CircuitScope, type FaultCode, FAULTS } from '../core/circuit.ts';
import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';

/** One that is open: mail in its scope waits. */
export type Circuit = Readonly<{
  id: string;
  scope: CircuitScope;
  /** The sender, the group of recipients, or sender>group; of the server ''. */
  of: string;
  code: FaultCode;
  openedAt: Instant;
  /** How often a mail tried since, and when the next may. */
  probes: number;
  probeAt: Instant;
}>;

/** In whose name, and the group of recipients that it goes to. */
export type Stream = Readonly<{ sender: string; group: string }>;

/** What a circuit of this scope is called, for a mail of this stream. Pure. */
export function nameIn(scope: CircuitScope, { sender, group }: Stream): string {
  switch (scope) {
    case 'server':
      return '';
    case 'sender':
      return sender;
    case 'domain':
      return group;
    case 'stream':
      return `${sender}>${group}`;
  }
}

/** Every circuit that a mail is in, as rows of SQL; of its sender and of the group it goes to, each SQL too. */
export const circuitsOf = (
  sender: RawBuilder<unknown>,
  group: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`('server', ''), ('sender', ${sender}), ('domain', ${group}), ('stream', ${sender} || '>' || ${group})`;

type Opening = Readonly<{ scope: CircuitScope; of: string; code: FaultCode }>;

/**
 * From this commit on mail in its scope waits, of all workers. True: it was closed before. One that is open stays as it is; its code is the
 * newest.
 */
export async function openCircuit(
  db: Ctx['db'] | Tx,
  { scope, of, code }: Opening,
  { now, pace }: Readonly<{ now: Instant; pace: number }>,
): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into circuits as c (id, scope, "of", code, opened_at, probe_at)
    values (gen_random_uuid(), ${scope}, ${of}, ${code}, ${now}, ${now + backOff(0, pace)})
    on conflict (scope, "of") where closed_at is null do update set code = excluded.code
    returning (xmax = 0) as fresh`.execute(db);
  return rows[0]?.fresh === true;
}

/**
 * Lets this mail try, if nobody else does: puts off the next try of each of these circuits. False: somebody was faster, and nothing is changed.
 * Whether it is let through by one claim alone, the rows judge; a probe that dies is followed by the next at its time.
 *
 * One statement, for a lock keeps out no other claim of the same transaction; and it waits for nobody, for those lock theirs in any order:
 * whoever has one locked is about to try it or to close it.
 */
export async function probe(
  tx: Tx,
  open: readonly Circuit[],
  { now, pace }: Readonly<{ now: Instant; pace: number }>,
): Promise<boolean> {
  const ids = open.map(({ id }) => id);
  const next = open.map(({ probes }) => now + backOff(probes + 1, pace));
  const { numAffectedRows } = await sql`
    with due as materialized (
      select id from circuits where id = any(${ids}::uuid[]) and closed_at is null and probe_at <= ${now} for update skip locked
    )
    update circuits c set probes = probes + 1, probe_at = next.at from unnest(${ids}::uuid[], ${next}::bigint[]) next (id, at)
    where c.id = next.id and (select count(*) from due) = ${open.length}`.execute(tx);
  return numAffectedRows === BigInt(open.length);
}

/** A probe was accepted: mail goes again. */
export async function closeCircuits(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  for (const id of ids.toSorted())
    await tx
      .updateTable('circuits')
      .set({ closed_at: now })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .execute();
}

/** Those that are open, the oldest first. */
export const openCircuits = ({ db }: Ctx): Promise<Circuit[]> => open(db).execute();

/** Those that are open for a mail of this stream, the oldest first. */
export const circuitsFor = (tx: Tx, { sender, group }: Stream): Promise<Circuit[]> =>
  open(tx)
    .where(
      sql<boolean>`(scope, "of") in (${circuitsOf(sql`${sender}::text`, sql`${group}::text`)})`,
    )
    .execute();

const open = (db: Ctx['db'] | Tx) =>
  db
    .selectFrom('circuits')
    .select(['id', 'scope', 'of', 'probes', 'opened_at as openedAt', 'probe_at as probeAt'])
    .select(sql<FaultCode>`code`.as('code'))
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id');

/** The next mail in it may try at once: somebody mended something. False: no such circuit is open. */
export async function tryCircuit({ db, now }: Ctx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('circuits')
    .set({ probe_at: now() })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Why mail waits, for people; a row of a later release may say what this one has no words for. Pure. */
export const sayCircuit = ({ code }: Pick<Circuit, 'code'>): string =>
  (FAULTS as Readonly<Record<string, string>>)[code] ?? 'mail is refused';
