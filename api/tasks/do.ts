import type { Instant } from '../../core/fact.ts';
import { type Doing, doTask } from '../../store/do-task.ts';
import type { TaskView } from '../../store/task-view.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { relative } from '../pages/when.ts';
import { taskJson } from './task-json.ts';

/** A rep says that a task is done. Throws a Problem: whoever comes too late is told what became of it. */
export async function doIt({ ctx }: ApiDeps, id: string, doing: Doing): Promise<TaskView> {
  const result = await doTask(ctx, id, doing);
  switch (result.kind) {
    case 'done':
      return result.task;
    case 'conflict':
      throw new Problem('task-over', `Too late: ${becameOf(result.task, ctx.now())}.`, {
        task: taskJson(result.task),
      });
    case 'unknown':
      throw new Problem('unknown-task', 'There is no task with this id.');
    case 'refused':
      throw new Problem(result.code, result.say);
  }
}

/** What became of a task, in half a sentence. Pure. */
function becameOf({ state, reps, doneBy, doneAt, until }: TaskView, now: Instant): string {
  const name = reps.find(({ id }) => id === doneBy)?.name ?? doneBy ?? 'somebody';
  switch (state) {
    case 'open':
      return 'it is still open';
    case 'done':
      return `${name} did it${doneAt === null ? '' : ` ${relative(doneAt, now)}`}`;
    case 'late':
      return `its time was over ${relative(until, now)}, and the journey went on without it`;
    case 'withdrawn':
      return 'it need not be done any more';
  }
}
