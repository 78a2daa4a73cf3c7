import type { Instant } from '../core/fact.ts';
import type { Tx } from './ctx.ts';
import type { TaskRow } from './task-of.ts';
import { tellTaskStory, turnTask } from './turn-task.ts';

type Of = Readonly<{ entry: string; fits?: (task: TaskRow) => boolean }>;

/** What nobody needs to do any more: the open tasks of an entry. Answers those it withdrew. Needs the prospect's lock. */
export async function withdrawTasks(
  tx: Tx,
  { entry, fits = () => true }: Of,
  now: Instant,
): Promise<readonly TaskRow[]> {
  const open = await tx
    .selectFrom('tasks')
    .selectAll()
    .where('entry', '=', entry)
    .where('state', '=', 'open')
    .execute();
  const withdrawn: TaskRow[] = [];
  for (const { id } of open.filter(fits)) {
    const row = await turnTask(tx, { id, to: 'withdrawn' });
    if (row === undefined) continue;
    await tellTaskStory(tx, row, now);
    withdrawn.push(row);
  }
  return withdrawn;
}
