import { stageOf } from '../core/frozen.ts';
import type { Beginning } from '../core/state.ts';
import { rivalOf } from './rivals.ts';
import { beginning } from './beginning.ts';
import type { Ctx, Tx } from './ctx.ts';
import { nextEpoch, queueStarts } from './queue.ts';
import type { Entry } from './refold.ts';
import { tellStory } from './story.ts';

/** From now on this entry speaks; whoever asked is its run from here on. Needs the prospect's lock, and that nobody else speaks. */
export async function handOver(ctx: Ctx, tx: Tx, { id, prospect }: Entry): Promise<Beginning> {
  await nextEpoch(tx, [prospect]);
  return letSpeak(ctx, tx, id);
}

/** Of those who wait the strongest speaks, and gets a run of its own: nobody may wait behind nobody. Needs the prospect's lock. */
export async function speakNext(ctx: Ctx, tx: Tx, prospect: string): Promise<void> {
  const next = await rivalOf(ctx, tx, prospect);
  if (next === undefined) return;
  await letSpeak(ctx, tx, next.id);
  await queueStarts(tx, [{ prospect, entry: next.id }]);
}

async function letSpeak(ctx: Ctx, tx: Tx, entry: string): Promise<Beginning> {
  await tx.updateTable('entries').set({ status: 'speaking' }).where('id', '=', entry).execute();
  const begin = await beginning(tx, ctx, entry);
  await wake(tx, begin);
  const { prospect, state } = begin;
  const at = { prospect, entry, at: ctx.now(), stage: stageOf(state.at), step: state.at };
  await tellStory(tx, { ...at, kind: 'resumed' });
  return begin;
}

/** What it stood still for is over: the state kept for the day Temporal is lost must not count that time twice. */
async function wake(tx: Tx, { entry, state }: Beginning): Promise<void> {
  const { lines: _, ...kept } = state;
  await tx
    .updateTable('positions')
    .set({ state: JSON.stringify(kept) })
    .where('entry', '=', entry)
    .execute();
}
