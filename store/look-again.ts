import { revive } from '../core/begin.ts';
import type { Facts, Instant } from '../core/fact.ts';
import { dateAhead } from '../core/step.ts';
import type { Ctx, Tx } from './ctx.ts';
import { frozenOfAll } from './versions.ts';

type Changed = Readonly<{
  entry: Readonly<{ id: string; version: string; wants_at: Instant | null }>;
  seq: number;
  facts: Facts;
}>;

/**
 * Entries that wait for a date and whose facts changed: the date may have moved. One that is not ahead any more has come now. Needs the
 * locks of these people, and that the facts are kept.
 */
export async function lookAgain(ctx: Ctx, tx: Tx, changed: readonly Changed[]): Promise<void> {
  const waiting = changed.filter(({ entry }) => entry.wants_at !== null);
  if (waiting.length === 0) return;
  const ids = waiting.map(({ entry }) => entry.id);
  const rows = await tx
    .selectFrom('positions')
    .select(['entry', 'state'])
    .where('entry', 'in', ids)
    .execute();
  const states = new Map(rows.map(({ entry, state }) => [entry, state]));
  const versions = await frozenOfAll(
    ctx,
    tx,
    waiting.map(({ entry }) => entry.version),
  );
  const now = ctx.now();
  for (const { entry, seq, facts } of waiting) {
    const [state, frozen] = [states.get(entry.id), versions.get(entry.version)];
    if (state === undefined || frozen === undefined) continue;
    const date = dateAhead(frozen, revive(state, now, { seq, facts })) ?? now;
    if (date !== entry.wants_at)
      await tx.updateTable('entries').set({ wants_at: date }).where('id', '=', entry.id).execute();
  }
}
