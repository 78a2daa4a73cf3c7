import { type Updateable, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Task } from '../core/state.ts';
import type { Tx } from './ctx.ts';
import { queueTells } from './queue.ts';
import type { Database } from './schema.ts';
import { tellStory } from './story.ts';
import { taskOf, type TaskRow } from './task-of.ts';

export type TaskTurn = Readonly<{
  id: string;
  to: Exclude<Task['state'], 'open'>;
  change?: Omit<Updateable<Database['tasks']>, 'state' | 'rev'>;
}>;

/** The judge: one conditional update, so that of a rep and the clock one wins. Undefined for whoever did not. */
export const turnTask = (tx: Tx, { id, to, change = {} }: TaskTurn): Promise<TaskRow | undefined> =>
  tx
    .updateTable('tasks')
    .set({ ...change, state: to, rev: sql<number>`rev + 1` })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();

/** The line in the story of a task that was made, or has just turned. */
export const tellTaskStory = (tx: Tx, row: TaskRow, at: Instant): Promise<void> =>
  tellStory(tx, {
    prospect: row.prospect,
    entry: row.entry,
    at,
    kind: row.state === 'open' ? 'task' : `task-${row.state}`,
    stage: stageOf(row.step),
    step: row.step,
    what: {
      task: row.id,
      ask: row.ask,
      until: row.until,
      ...(row.team !== null && { team: row.team }),
      ...(row.done_by === null ? row.rep !== null && { rep: row.rep } : { rep: row.done_by }),
    },
  });

/** Its run hears what became of it, if it has one: whoever waits for its turn reads it when it speaks. Needs the prospect's lock. */
export async function tellOfTask(tx: Tx, row: TaskRow, at: Instant): Promise<void> {
  const entry = await tx
    .selectFrom('entries')
    .select('status')
    .where('id', '=', row.entry)
    .executeTakeFirst();
  if (entry?.status !== 'speaking') return;
  const telling = { kind: 'told', entry: row.entry, at, task: taskOf(row) } as const;
  await queueTells(tx, [{ prospect: row.prospect, telling }]);
}
