import type { Answer, Question } from '../core/state.ts';
import { giveTask } from '../store/task.ts';
import type { ActivityDeps } from './deps.ts';
import { withHeartbeats } from './heartbeats.ts';
import { tellOfTask } from './tell-of-task.ts';

/** Gives a task to its people, and mails them. Asked again it answers with the task that stands. */
export const createTask =
  (deps: ActivityDeps) =>
  (question: Question): Promise<Answer> =>
    withHeartbeats(async () => tellOfTask(deps, await giveTask(deps.ctx, question)));
