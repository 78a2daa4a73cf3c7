import { sql } from 'kysely';
import type { Task } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { taskRows, type TaskView, viewOfTask, viewOfTaskRow } from './task-view.ts';

export type ListTasks = Readonly<{
  state?: Task['state'];
  team?: string;
  /** Those that this rep may do. */
  rep?: string;
  prospect?: string;
  /** The id of the last one seen. */
  after?: string;
  /** 100 if it is not said, 500 at most. */
  limit?: number;
}>;
export type TaskPage = Readonly<{ tasks: readonly TaskView[]; next?: string }>;

/** The oldest first; `next` is there while there are more. */
export async function listTasks(ctx: Ctx, list: ListTasks = {}): Promise<TaskPage> {
  const limit = Math.min(list.limit ?? 100, 500);
  const rows = await listed(ctx, list)
    .orderBy('tasks.made_at')
    .orderBy('tasks.id')
    .limit(limit + 1)
    .execute();
  const tasks = rows.slice(0, limit).map((row) => viewOfTaskRow(ctx.house, row));
  const last = rows.length > limit ? tasks.at(-1) : undefined;
  return { tasks, ...(last && { next: last.id }) };
}

function listed(ctx: Ctx, { state, team, rep, prospect, after }: ListTasks) {
  let query = taskRows(ctx.db);
  if (state !== undefined) query = query.where('tasks.state', '=', state);
  if (team !== undefined) query = query.where('tasks.team', '=', team);
  if (rep !== undefined) query = query.where(forRep(ctx, rep));
  if (prospect !== undefined) query = query.where('tasks.prospect', '=', prospect);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(tasks.made_at, tasks.id) > (select made_at, id from tasks where id = ${after})`,
    );
  return query;
}

/** As `mayDo` says it: their own, and those of their teams that are nobody's own, or of somebody who has left. */
function forRep({ house }: Ctx, rep: string) {
  const teams = Object.entries(house.teams).filter(([, { reps }]) =>
    reps.some(({ id }) => id === rep),
  );
  const staff = Object.values(house.teams).flatMap(({ reps }) => reps.map(({ id }) => id));
  const names = teams.map(([team]) => team);
  const anybody = teams.length > 0;
  return sql<boolean>`case when tasks.rep = any(${staff}) then tasks.rep = ${rep}
    when tasks.team is null then ${anybody} else tasks.team = any(${names}) end`;
}

export const getTask = (ctx: Ctx, id: string): Promise<TaskView | undefined> =>
  viewOfTask(ctx, ctx.db, id);
