import { randomUUID } from 'node:crypto';
import type { TaskStep } from '../core/frozen.ts';
import { teamCalendar } from '../core/house-hours.ts';
import { answerBy } from '../core/length.ts';
import type { Answer, Question } from '../core/state.ts';
import { type Admitted, admit, withCalendar } from './admit.ts';
import type { Ctx, Tx } from './ctx.ts';
import { mustYield } from './rivals.ts';
import { taskOf, type TaskRow } from './task-of.ts';
import { type TaskView, viewOfTask } from './task-view.ts';
import { transact } from './transaction.ts';
import { tellTaskStory, turnTask } from './turn-task.ts';

/** `notify`: whoever may do it has not been mailed yet. */
export type Asked = Answer & Readonly<{ notifyTask?: TaskView }>;

/** Gives a task to its people. Asked again it answers with the task that it gave. */
export const giveTask = (ctx: Ctx, q: Question): Promise<Asked> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    const { entry, step, now } = admitted;
    if (step?.kind !== 'task') throw new Error(`asked for a task at ${q.state.at}, which is none`);
    const given = await tx
      .selectFrom('tasks')
      .selectAll()
      .where('entry', '=', entry.id)
      .where('step', '=', q.state.at)
      .where('visit', '=', admitted.visit)
      .executeTakeFirst();
    if (given) return withCalendar(await withTaskNotice(ctx, tx, given), admitted);
    // whoever takes over now would leave it lying: nobody hears of a task whose entry stands still
    if (await mustYield(ctx, tx, entry)) return withCalendar({ kind: 'yield', at: now }, admitted);
    const row = await make(ctx, tx, { admitted, step, at: q.state.at });
    await tellTaskStory(tx, row, now);
    return withCalendar(await withTaskNotice(ctx, tx, row), admitted);
  });

/** The time for a task is over: it is late, unless it was done before. A clock that is early changes nothing; the answer is what holds now. */
export const overdue = (ctx: Ctx, q: Question): Promise<Answer> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    const { now } = admitted;
    const id = q.todo.kind === 'overdue' ? q.todo.task : '';
    const before = await rowOf(tx, id);
    if (before === undefined) throw new Error(`asked about a task that is not there: ${id}`);
    const late = now < before.until ? undefined : await turnTask(tx, { id, to: 'late' });
    if (late) await tellTaskStory(tx, late, now);
    const row = late ?? (await rowOf(tx, id)) ?? before;
    return { kind: 'task', at: now, task: taskOf(row) };
  });

const rowOf = (tx: Tx, id: string): Promise<TaskRow | undefined> =>
  tx.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirst();

type Making = Readonly<{ admitted: Admitted; step: TaskStep; at: string }>;

async function make(ctx: Ctx, tx: Tx, { admitted, step, at }: Making): Promise<TaskRow> {
  const { person, entry, visit, now } = admitted;
  const { team, rep } = await whoFor(tx, entry.id, step.for);
  const { house, sliceFor } = ctx;
  const calendar = teamCalendar(house, { team: team ?? '', at: now, sliceFor });
  return tx
    .insertInto('tasks')
    .values({
      id: randomUUID(),
      prospect: person.id,
      account: person.account,
      entry: entry.id,
      step: at,
      visit,
      team,
      rep,
      ask: step.ask,
      state: 'open',
      until: answerBy(now, step.within, { pace: entry.pace, calendar }),
      made_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

type For = Readonly<{ team: string | null; rep: string | null }>;

/** 'owner': whoever accepted the latest handoff of this entry. Where sales started it there is none: then it is anybody's. */
async function whoFor(tx: Tx, entry: string, who: string): Promise<For> {
  if (who !== 'owner') return { team: who, rep: null };
  const handoff = await tx
    .selectFrom('handoffs')
    .select(['team', 'rep'])
    .where('entry', '=', entry)
    .where('rep', 'is not', null)
    .orderBy('offered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return handoff ?? { team: null, rep: null };
}

/** The task as an answer; with it what to mail to whoever may do it, until that is done. */
async function withTaskNotice(ctx: Ctx, tx: Tx, row: TaskRow): Promise<Asked> {
  const answer = { kind: 'task', at: ctx.now(), task: taskOf(row) } as const;
  if (row.state !== 'open' || row.notified_at !== null) return answer;
  const notifyTask = await viewOfTask(ctx, tx, row.id);
  return { ...answer, ...(notifyTask && { notifyTask }) };
}

/** Whoever may do it was mailed about it. */
export async function markTaskNotified(ctx: Ctx, task: string): Promise<void> {
  await ctx.db
    .updateTable('tasks')
    .set({ notified_at: ctx.now() })
    .where('id', '=', task)
    .execute();
}
