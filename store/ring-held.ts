import type { Ctx, Tx } from './ctx.ts';
import { queueTells } from './queue.ts';
import { lockProspects, transact } from './transaction.ts';

/** So many people are locked at once. */
const CHUNK = 200;

/**
 * Rings some of those whom this hold held back: they ask again, and if another holds them too, it is that one's turn to ring. Answers how
 * many it found; say it again until it finds nobody.
 */
export const ringHeld = (ctx: Ctx, hold: string): Promise<number> =>
  transact(ctx, (tx) => ringHeldIn(ctx, tx, hold));

/** As `ringHeld`, in a transaction that holds no lock but those of these people. */
export async function ringHeldIn(ctx: Ctx, tx: Tx, hold: string): Promise<number> {
  const held = tx
    .selectFrom('positions')
    .innerJoin('entries', 'entries.id', 'positions.entry')
    .select(['entry', 'prospect', 'status'])
    .where('held_by', '=', hold);
  const some = await held.limit(CHUNK).execute();
  if (some.length === 0) return 0;
  const prospects = some.map(({ prospect }) => prospect);
  await lockProspects(tx, prospects);
  const still = await held.where('prospect', 'in', prospects).execute();
  const speaking = still.filter(({ status }) => status === 'speaking');
  const at = ctx.now();
  await queueTells(
    tx,
    speaking.map(({ prospect, entry }) => ({ prospect, telling: { kind: 'told', entry, at } })),
  );
  const entries = still.map(({ entry }) => entry);
  if (entries.length > 0)
    await tx
      .updateTable('positions')
      .set({ held_by: null })
      .where('entry', 'in', entries)
      .execute();
  return some.length;
}
