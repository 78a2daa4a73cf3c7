import type { Instant } from '../../core/fact.ts';
import type { TaskView } from '../../store/task-view.ts';
import { left } from './when.ts';

/** Open tasks with their clock, for the overview and for a person's page. Pure. */
export const tasksView = (tasks: readonly TaskView[], now: Instant): readonly object[] =>
  tasks.map(({ id, prospect, email, ask, teamName, rep, reps, until, madeAt }) => ({
    id,
    prospect,
    address: email ?? 'somebody who was erased',
    ask,
    whose: reps.find((one) => one.id === rep)?.name ?? teamName,
    reps,
    clock: left(until, now),
    tone: until - now < (until - madeAt) / 4 ? 'bad' : 'warn',
  }));
