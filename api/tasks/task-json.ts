import { z } from 'zod';
import type { TaskView } from '../../store/task-view.ts';
import { instantOut, iso, isoOrNull } from '../http/fields.ts';

export const taskStates = ['open', 'done', 'late', 'withdrawn'] as const;

export const taskOut = z
  .object({
    id: z.string(),
    state: z.enum(taskStates),
    team: z.string().nullable().meta({ description: 'null: any rep of the house may do it.' }),
    rep: z.string().nullable().meta({ description: 'Whose alone it is: the owner’s.' }),
    reps: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .meta({ description: 'Who may do it.' }),
    prospect: z.string(),
    email: z.string().nullable(),
    account: z.string().nullable(),
    journey: z.string(),
    step: z.string(),
    ask: z.string(),
    until: instantOut.meta({ description: 'Late from then on.' }),
    madeAt: instantOut,
    doneAt: instantOut.nullable(),
    doneBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Task', description: 'Something a person is asked to do for a prospect.' });

/** A task as the API gives it. Pure. */
export const taskJson = (view: TaskView): z.input<typeof taskOut> => ({
  id: view.id,
  state: view.state,
  team: view.team,
  rep: view.rep,
  reps: [...view.reps],
  prospect: view.prospect,
  email: view.email,
  account: view.account,
  journey: view.journey,
  step: view.step,
  ask: view.ask,
  until: iso(view.until),
  madeAt: iso(view.madeAt),
  doneAt: isoOrNull(view.doneAt),
  doneBy: view.doneBy,
  note: view.note,
});
