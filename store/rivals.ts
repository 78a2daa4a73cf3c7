import { nextSpeaker } from '../core/speaker.ts';
import type { Tx } from './ctx.ts';
import { OPEN } from './handoff-of.ts';
import type { Entry } from './refold.ts';

/** Of those who wait for their turn, the one who would speak. */
export async function rivalOf(tx: Tx, prospect: string): Promise<Entry | undefined> {
  const waiting = await tx
    .selectFrom('entries')
    .selectAll()
    .where('prospect', '=', prospect)
    .where('status', 'in', ['wanting', 'parked'])
    .execute();
  return nextSpeaker(waiting, Date.now());
}

/** Whoever should speak instead of this entry: a stronger one, while nobody of sales is asked or has said yes. */
export async function usurperOf(
  tx: Tx,
  entry: Pick<Entry, 'prospect' | 'priority'>,
): Promise<Entry | undefined> {
  const rival = await rivalOf(tx, entry.prospect);
  if (rival === undefined || rival.priority <= entry.priority) return undefined;
  return (await hasOpenHandoff(tx, entry.prospect)) ? undefined : rival;
}

export async function hasOpenHandoff(tx: Tx, prospect: string): Promise<boolean> {
  const open = tx
    .selectFrom('handoffs')
    .select('id')
    .where('prospect', '=', prospect)
    .where('state', 'in', OPEN);
  return (await open.executeTakeFirst()) !== undefined;
}
