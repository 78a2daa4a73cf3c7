import type { Answer } from '../core/state.ts';
import { taskMail } from '../mail/task-mail.ts';
import { type Asked, markTaskNotified } from '../store/task.ts';
import { mayDo } from '../store/task-view.ts';
import type { ActivityDeps } from './deps.ts';
import { mailReps } from './mail-reps.ts';

/** The answer to a task, once whoever may do it was mailed about it. Where that is anybody, it stands on the pages and nobody is mailed. */
export async function tellOfTask(deps: ActivityDeps, asked: Asked): Promise<Answer> {
  const { notifyTask: task, ...answer } = asked;
  if (task === undefined) return answer;
  const { house } = deps.ctx;
  const link = deps.links.page(`/prospects/${task.prospect}`);
  const mailed = await mailReps(deps, {
    reps: task.team === null ? [] : mayDo(house, task),
    mail: (rep, sender) => taskMail(task, rep, { link, sender }),
    about: { task: task.id, team: task.team ?? 'anybody' },
  });
  if (mailed) await markTaskNotified(deps.ctx, task.id);
  return answer;
}
