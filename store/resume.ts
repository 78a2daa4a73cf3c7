import type { Ctx, Tx } from './ctx.ts';
import { queueTells } from './queue.ts';
import { usurperOf } from './rivals.ts';
import { lockProspects, transact } from './transaction.ts';

/** So many people are locked at once. */
const CHUNK = 100;

/**
 * Brings back whoever fell silent to wait for a date that has come: where they take over, whoever speaks is told to ask who is next. Where
 * they do not, they wait for their turn like everyone. Answers how many dates had come; say it again until none has.
 *
 * Crash at any line: a chunk is one transaction, and a date that was not dealt with is found the next time.
 */
export const resumeSome = (ctx: Ctx): Promise<number> =>
  transact(ctx, async (tx) => {
    const due = tx
      .selectFrom('entries')
      .select(['id', 'prospect'])
      .where('wants_at', '<=', ctx.now())
      .where('status', 'in', ['wanting', 'parked']);
    const some = await due.orderBy('wants_at').limit(CHUNK).execute();
    if (some.length === 0) return 0;
    const people = [...new Set(some.map(({ prospect }) => prospect))];
    await lockProspects(tx, people);
    const still = await due.where('prospect', 'in', people).execute(); // what is true now that they are locked
    const ids = still.map(({ id }) => id);
    if (ids.length > 0)
      await tx.updateTable('entries').set({ wants_at: null }).where('id', 'in', ids).execute();
    for (const prospect of new Set(still.map((one) => one.prospect)))
      await askSpeaker(ctx, tx, prospect);
    return some.length;
  });

async function askSpeaker(ctx: Ctx, tx: Tx, prospect: string): Promise<void> {
  const speaker = await tx
    .selectFrom('entries')
    .selectAll()
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .executeTakeFirst();
  if (speaker === undefined || (await usurperOf(ctx, tx, speaker)) === undefined) return;
  const telling = { kind: 'told', entry: speaker.id, at: ctx.now(), yield: true } as const;
  await queueTells(tx, [{ prospect, telling }]);
}
