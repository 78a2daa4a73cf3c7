import { draw } from '../store/draw.ts';
import { moved } from '../store/moved.ts';
import { overdue } from '../store/task.ts';
import type { Activities } from './activities.ts';
import type { ActivityDeps } from './deps.ts';
import { createExpire } from './expire.ts';
import { guarded } from './guarded.ts';
import { createOffer } from './offer.ts';
import { createQuiet } from './quiet.ts';
import { createTask } from './task.ts';
import { createTouch } from './touch.ts';

/** Everything the prospect workflow may ask of a worker. */
export function createActivities(deps: ActivityDeps): Activities {
  const { ctx, log } = deps;
  return {
    touch: guarded(log, createTouch(deps)),
    offer: guarded(log, createOffer(deps)),
    expire: guarded(log, createExpire(deps)),
    quiet: guarded(log, createQuiet(deps)),
    draw: guarded(log, (question) => draw(ctx, question)),
    task: guarded(log, createTask(deps)),
    overdue: guarded(log, (question) => overdue(ctx, question)),
    moved: guarded(log, (question) => moved(ctx, question)),
  };
}
