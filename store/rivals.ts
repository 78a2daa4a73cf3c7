import type { Expression, SelectQueryBuilder } from 'kysely';
import { type Frozen, stageOf } from '../core/frozen.ts';
import { nextSpeaker, takesOver } from '../core/speaker.ts';
import type { Ctx, Tx } from './ctx.ts';
import { OPEN } from './handoff-of.ts';
import type { Entry } from './refold.ts';
import type { Database } from './schema.ts';
import { takesOf } from './takes.ts';
import { frozenIn } from './versions.ts';

/** Of those who wait for their turn, the one who would speak: nobody while sales has taken them. */
export async function rivalOf(ctx: Ctx, tx: Tx, prospect: string): Promise<Entry | undefined> {
  const waiting = await waitingOf(tx, prospect)
    .selectAll()
    .where((eb) => eb.not(eb.exists(takesOf(tx, [prospect]))))
    .execute();
  return nextSpeaker(waiting, ctx.now());
}

type Speaker = Pick<Entry, 'id' | 'prospect' | 'version' | 'priority' | 'wants_at'>;

/** Whoever should speak instead of this entry: a stronger one, or any while it waits for a date; nobody while sales owns them or is asked. */
export async function usurperOf(ctx: Ctx, tx: Tx, speaker: Speaker): Promise<Entry | undefined> {
  const rival = await rivalOf(ctx, tx, speaker.prospect);
  if (rival === undefined || !takesOver(rival, speaker, ctx.now())) return undefined;
  return (await mayYield(ctx, tx, speaker)) ? rival : undefined;
}

/** Who may speak besides: sales has taken them, or another entry waits for its turn. */
export type Others = Readonly<{ isTaken: boolean; waits: boolean }>;

/** Whether it may say nothing now: sales has taken them, or somebody else should speak. */
export const mustYield = async (ctx: Ctx, tx: Tx, speaker: Speaker): Promise<boolean> =>
  yieldsTo(ctx, tx, { speaker, others: await othersOf(tx, speaker.prospect) });

/** As `mustYield`, where it is read already who else there is. */
export const yieldsTo = async (
  ctx: Ctx,
  tx: Tx,
  { speaker, others }: Readonly<{ speaker: Speaker; others: Others }>,
): Promise<boolean> =>
  others.isTaken || (others.waits && (await usurperOf(ctx, tx, speaker)) !== undefined);

/** Most people have nobody else who wants them: one question finds that out. */
async function othersOf(tx: Tx, prospect: string): Promise<Others> {
  const { isTaken, waits } = await tx
    .selectNoFrom((eb) => [
      eb.exists(takesOf(tx, [prospect])).as('isTaken'),
      eb.exists(waitingOf(tx, prospect).select('entries.id')).as('waits'),
    ])
    .executeTakeFirstOrThrow();
  return { isTaken: Boolean(isTaken), waits: Boolean(waits) };
}

/** The entries that wait for their turn; in SQL around it the prospect may be named by a column. */
export const waitingOf = (
  tx: Tx,
  prospect: string | Expression<string>,
): SelectQueryBuilder<Database, 'entries', object> =>
  tx
    .selectFrom('entries')
    .where('prospect', '=', prospect)
    .where('status', 'in', ['wanting', 'parked']);

/** Nobody takes over while sales or success owns them, nor while an offer is open. */
async function mayYield(ctx: Ctx, tx: Tx, { id, prospect, version }: Speaker): Promise<boolean> {
  const { step } = await tx
    .selectFrom('positions')
    .select('step')
    .where('entry', '=', id)
    .executeTakeFirstOrThrow();
  const owner = (await frozenIn(ctx, tx, version)).stages[stageOf(step)]?.owner ?? 'marketing';
  return owner === 'marketing' && !(await hasOpenHandoff(tx, prospect));
}

/** How strong an entry is that stands there: in a recycle stage any other may take over. Pure. */
export const priorityAt = ({ stages, priority }: Frozen, step: string): number =>
  stages[stageOf(step)]?.recycle === true ? 0 : priority;

export async function hasOpenHandoff(tx: Tx, prospect: string): Promise<boolean> {
  const open = tx
    .selectFrom('handoffs')
    .select('id')
    .where('prospect', '=', prospect)
    .where('state', 'in', OPEN);
  return (await open.executeTakeFirst()) !== undefined;
}
