import { type End, stageOf } from '../core/frozen.ts';
import { store } from './collect.ts';
import type { Ctx, Tx } from './ctx.ts';
import { OPEN, partnerIn } from './handoff-of.ts';
import type { Entry } from './refold.ts';
import { revokeOfEntry } from './revoke.ts';
import { tellStory } from './story.ts';
import type { StoryKind } from './story-kind.ts';
import { withdrawTasks } from './withdraw-tasks.ts';

export type Closing = Readonly<{
  entry: Entry;
  as: End;
  how: Extract<StoryKind, 'ended' | 'left' | 'unsubscribed'>;
}>;

/**
 * Ends an entry, with what follows from it: its claims are void, its open handoff and tasks are over, and a journey that came to its end is told as
 * an event, on which another may begin. Needs the prospect's lock.
 */
export async function closeEntry(ctx: Ctx, tx: Tx, { entry, as, how }: Closing): Promise<void> {
  const now = ctx.now();
  await tx
    .updateTable('entries')
    .set({ status: 'closed', ended_as: as, ended_at: now })
    .where('id', '=', entry.id)
    .execute();
  await closeHandoff(ctx, tx, { entry, as, how });
  await withdrawTasks(tx, { entry: entry.id }, now);
  await revokeOfEntry(tx, entry.id, now);
  const position = await tx
    .selectFrom('positions')
    .select('step')
    .where('entry', '=', entry.id)
    .executeTakeFirst();
  const step = position?.step ?? entry.at_step;
  await tellStory(tx, {
    prospect: entry.prospect,
    entry: entry.id,
    at: now,
    kind: how,
    stage: stageOf(step),
    step,
    what: { as },
  });
  if (as === 'done') await tellTheEnd(ctx, tx, entry);
}

/** Sales hears that there is nothing left to answer; what was won while they had it is theirs. */
async function closeHandoff(ctx: Ctx, tx: Tx, { entry, as }: Closing): Promise<void> {
  const now = ctx.now();
  const open = await tx
    .selectFrom('handoffs')
    .selectAll()
    .where('entry', '=', entry.id)
    .where('state', 'in', OPEN)
    .forUpdate()
    .executeTakeFirst();
  if (open === undefined) return;
  const state =
    as === 'won' && open.state === 'accepted' ? ('won' as const) : ('withdrawn' as const);
  await tx
    .updateTable('handoffs')
    .set({
      state,
      rev: open.rev + 1,
      reason: state === 'won' ? null : as,
      until: null,
      closed_at: now,
    })
    .where('id', '=', open.id)
    .execute();
  const { prospect, step } = open;
  const { team } = open;
  const what = { handoff: open.id, team, because: as, ...partnerIn(ctx.house, team) };
  await tellStory(tx, {
    prospect,
    entry: entry.id,
    at: now,
    kind: state,
    stage: stageOf(step),
    step,
    what,
  });
}

const tellTheEnd = (ctx: Ctx, tx: Tx, { id, prospect, journey }: Entry): Promise<number> =>
  store(
    tx,
    [
      {
        source: 'perennial',
        messageId: `journey.ended/${id}`,
        prospect,
        name: 'journey.ended',
        props: { journey, as: 'done' },
        at: ctx.now(),
      },
    ],
    ctx.now(),
  );
