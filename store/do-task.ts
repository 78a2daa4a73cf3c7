import type { Ctx } from './ctx.ts';
import { mayDo, type TaskView, viewOfTask } from './task-view.ts';
import { lockProspect, transact } from './transaction.ts';
import { tellOfTask, tellTaskStory, turnTask } from './turn-task.ts';

export type Doing = Readonly<{ rep: string; note?: string }>;
export type DoneAnswer =
  | Readonly<{ kind: 'done'; task: TaskView }>
  /** Somebody else, or the clock, was there before: `task` is what holds now. */
  | Readonly<{ kind: 'conflict'; task: TaskView }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'refused'; code: 'unknown-rep'; say: string }>;

/** A rep says that it is done, judged by the task's row. Of several at once, and of the clock, exactly one is `done`. */
export const doTask = (ctx: Ctx, id: string, { rep, note }: Doing): Promise<DoneAnswer> =>
  transact(ctx, async (tx) => {
    const before = await viewOfTask(ctx, tx, id);
    if (before === undefined) return { kind: 'unknown' };
    const reps = mayDo(ctx.house, before);
    if (!reps.some((one) => one.id === rep)) return refused(rep, before);
    await lockProspect(tx, before.prospect);
    const now = ctx.now();
    const change = { done_at: now, done_by: rep, note: note ?? null };
    const row = await turnTask(tx, { id, to: 'done', change });
    if (row) {
      await tellTaskStory(tx, row, now);
      await tellOfTask(tx, row, now);
    }
    const task = await viewOfTask(ctx, tx, id);
    if (task === undefined) return { kind: 'unknown' };
    return { kind: row ? 'done' : 'conflict', task };
  });

const refused = (rep: string, { reps }: TaskView): DoneAnswer => ({
  kind: 'refused',
  code: 'unknown-rep',
  say: `‘${rep}’ is nobody whose task this is. Known: ${reps.map(({ id }) => id).join(', ')}.`,
});
