import { sql } from 'kysely';
import type { Tx } from './ctx.ts';

/** Any number that nobody else locks by; see LOCK in migrate.ts. */
export const GATE = 0x70_65_72_65_6f;

/**
 * Every claim passes the gate after it has its prospect's lock and before it looks for holds. Whoever stops everyone closes the gate: it
 * waits for the claims under way, so that it sees the rows of all of them, and those after it see the hold.
 */
export async function passGate(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${GATE}::bigint)`.execute(tx);
}

/** Whoever closes it takes no prospect's lock after it, and whoever passes it no row of the ledger before: or each would wait for the other. */
export async function closeGate(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${GATE}::bigint)`.execute(tx);
}
