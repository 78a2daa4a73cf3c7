import type { SelectQueryBuilder } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { HouseData, Rep } from '../core/house.ts';
import type { Task } from '../core/state.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';
import type { TaskRow } from './task-of.ts';

/** A task as whoever may do it sees it. */
export type TaskView = Readonly<{
  id: string;
  state: Task['state'];
  rev: number;
  /** Null: any rep of the house may do it. */
  team: string | null;
  teamName: string;
  /** Whose alone it is: whoever accepted the handoff. */
  rep: string | null;
  /** Who may do it, without their addresses. */
  reps: readonly Readonly<{ id: string; name: string }>[];
  prospect: string;
  email: string | null;
  account: string | null;
  entry: string;
  journey: string;
  step: string;
  ask: string;
  until: Instant;
  madeAt: Instant;
  doneAt: Instant | null;
  doneBy: string | null;
  note: string | null;
}>;

type Row = TaskRow & Readonly<{ journey: string; email: string | null; domain: string | null }>;

export const taskRows = (
  db: Ctx['db'] | Tx,
): SelectQueryBuilder<Database, 'tasks' | 'entries' | 'prospects', Row> =>
  db
    .selectFrom('tasks')
    .innerJoin('entries', 'entries.id', 'tasks.entry')
    .innerJoin('prospects', 'prospects.id', 'tasks.prospect')
    .selectAll('tasks')
    .select(['entries.journey', 'prospects.email'])
    .select((eb) =>
      eb
        .selectFrom('accounts')
        .select('domain')
        .whereRef('accounts.id', '=', 'tasks.account')
        .as('domain'),
    );

/** Undefined where there is no such task. */
export async function viewOfTask(
  { house }: Ctx,
  db: Ctx['db'] | Tx,
  id: string,
): Promise<TaskView | undefined> {
  const row = await taskRows(db).where('tasks.id', '=', id).executeTakeFirst();
  return row && viewOfTaskRow(house, row);
}

/** Whoever may do it: the one it is for, else the reps of its team, else everyone's. Pure. */
export function mayDo(
  house: HouseData,
  { team, rep }: Pick<TaskRow, 'team' | 'rep'>,
): readonly Rep[] {
  const teams = team === null ? Object.values(house.teams) : [house.teams[team]];
  const reps = teams.flatMap((one) => one?.reps ?? []);
  const own = reps.filter(({ id }) => id === rep);
  return own.length > 0 ? own : reps; // whoever has left the house leaves their tasks to the team
}

/** Pure. */
export function viewOfTaskRow(house: HouseData, row: Row): TaskView {
  const { id, state, rev, team, rep, prospect, email, entry, journey, step, ask, until, note } =
    row;
  return {
    id,
    state,
    rev,
    team,
    teamName: team === null ? 'anybody' : (house.teams[team]?.name ?? team),
    rep,
    reps: mayDo(house, row).map((one) => ({ id: one.id, name: one.name })),
    prospect,
    email,
    account: row.domain,
    entry,
    journey,
    step,
    ask,
    until,
    madeAt: row.made_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
    note,
  };
}
