import { z } from 'zod';
import { getTask, listTasks } from '../../store/tasks.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, name, text } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { doIt } from './do.ts';
import { taskJson, taskOut, taskStates } from './task-json.ts';

const tags = ['tasks'];
const listed = z.object({
  tasks: z.array(taskOut),
  next: z.string().nullable().meta({ description: 'Give it as `after` for the rest.' }),
});
const filter = z.strictObject({
  state: z.enum(taskStates).exactOptional(),
  team: name.exactOptional(),
  rep: name.exactOptional().meta({ description: 'Those that this rep may do.' }),
  prospect: z.uuid('is no id: ids are UUIDs.').exactOptional(),
  after: z.uuid('is none of the `next` that were given out.').exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What a rep says of a task: the same for the API and the pages. */
export const doneIn = z.strictObject({
  rep: name.meta({ description: 'The id of the rep who did it: one of those who may.' }),
  note: text.exactOptional(),
});

/** What people are asked to do, and what they have done. */
export function taskRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.get(
    '/v1/tasks',
    {
      schema: {
        tags,
        summary: 'What people are asked to do, the oldest first',
        querystring: filter,
        response: { 200: listed, ...problems },
      },
    },
    async ({ query }) => {
      const { tasks, next } = await listTasks(ctx, query);
      return { tasks: tasks.map(taskJson), next: next ?? null };
    },
  );
  app.get(
    '/v1/tasks/:id',
    {
      schema: { tags, summary: 'One task', params: byId, response: { 200: taskOut, ...problems } },
    },
    async ({ params }) => {
      const task = await getTask(ctx, params.id);
      if (task === undefined) throw new Problem('unknown-task', 'There is no task with this id.');
      return taskJson(task);
    },
  );
  app.post(
    '/v1/tasks/:id/done',
    {
      schema: {
        tags,
        summary: 'A rep has done it: the journey goes on',
        params: byId,
        body: doneIn,
        response: { 200: taskOut, ...problems },
      },
    },
    async ({ params, body }) => taskJson(await doIt(deps, params.id, body)),
  );
}
