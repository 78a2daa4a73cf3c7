import { sql } from 'kysely';
import type { Telling } from '../core/state.ts';
import type { Tx } from './ctx.ts';

type ToTell = Readonly<{ prospect: string; telling: Telling }>;

/** Lays tellings into their prospects' queues. Needs the locks of these people: so ids are in the order of commits. */
export async function queueTells(tx: Tx, tells: readonly ToTell[]): Promise<void> {
  if (tells.length === 0) return;
  const rows = tells.map(({ prospect, telling }) => ({
    prospect,
    entry: telling.entry,
    kind: 'tell' as const,
    body: JSON.stringify(telling),
  }));
  await tx.insertInto('outbox').values(rows).execute();
}

type ToStart = Readonly<{ prospect: string; entry: string }>;

/** A run for each of these speaking entries, which no older run of these people outlives: it may write nothing from now on. */
export async function queueStarts(tx: Tx, starts: readonly ToStart[]): Promise<void> {
  if (starts.length === 0) return;
  await nextEpoch(
    tx,
    starts.map(({ prospect }) => prospect),
  );
  const rows = starts.map(({ prospect, entry }) => ({
    prospect,
    entry,
    kind: 'start' as const,
    body: null,
  }));
  await tx.insertInto('outbox').values(rows).execute();
}

/** From now on what older runs of these people ask is answered `gone`. Needs their locks. */
export async function nextEpoch(tx: Tx, prospects: readonly string[]): Promise<void> {
  await tx
    .updateTable('prospects')
    .set({ epoch: sql<number>`epoch + 1` })
    .where('id', 'in', prospects)
    .execute();
}
