import type { End } from '../core/frozen.ts';
import { closeEntry, type Closing } from './close.ts';
import type { Ctx, Tx } from './ctx.ts';
import { speakNext } from './hand-over.ts';
import { queueTells } from './queue.ts';
import type { Entry } from './refold.ts';
import { lockProspect, transact } from './transaction.ts';

export type Leaving = Readonly<{
  prospect: string;
  reason: End;
  /** Only their entry of this journey. */
  journey?: string;
}>;

/** Ends what is open, at once; answers the entries it closed. Their runs are told, and whoever waited speaks. */
export const leave = (ctx: Ctx, leaving: Leaving): Promise<{ closed: readonly string[] }> =>
  transact(ctx, (tx) => leaveIn(ctx, tx, leaving));

/** As `leave`, in a transaction that holds no lock but theirs. */
export async function leaveIn(
  ctx: Ctx,
  tx: Tx,
  { prospect, reason, journey }: Leaving,
): Promise<{ closed: readonly string[] }> {
  await lockProspect(tx, prospect);
  const open = (await openEntries(tx, prospect)).filter(
    (entry) => journey === undefined || entry.journey === journey,
  );
  await closeAll(ctx, tx, { entries: open, as: reason, how: 'left' });
  return { closed: open.map(({ id }) => id) };
}

export const openEntries = (tx: Tx, prospect: string): Promise<Entry[]> =>
  tx
    .selectFrom('entries')
    .selectAll()
    .where('prospect', '=', prospect)
    .where('status', '<>', 'closed')
    .orderBy('created_at')
    .orderBy('id')
    .execute();

type All = Omit<Closing, 'entry'> & Readonly<{ entries: readonly Entry[] }>;

/** Closes entries of one prospect from outside their runs: the one that spoke is told to ask the store. Needs the prospect's lock. */
export async function closeAll(ctx: Ctx, tx: Tx, { entries, as, how }: All): Promise<void> {
  for (const entry of entries) await closeEntry(ctx, tx, { entry, as, how });
  const speaker = entries.find(({ status }) => status === 'speaking');
  if (speaker === undefined) return;
  const { id, prospect } = speaker;
  await queueTells(tx, [
    { prospect, telling: { kind: 'told', entry: id, at: ctx.now(), yield: true } },
  ]);
  await speakNext(ctx, tx, prospect);
}
