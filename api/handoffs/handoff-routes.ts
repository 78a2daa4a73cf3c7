import { z } from 'zod';
import type { Answering } from '../../store/answer-handoff.ts';
import { getHandoff, listHandoffs } from '../../store/handoffs.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, name } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { answer } from './answer.ts';
import { answers } from './answer-fields.ts';
import { handoffJson, handoffOut, states } from './handoff-json.ts';

const tags = ['handoffs'];
const listed = z.object({
  handoffs: z.array(handoffOut),
  next: z.string().nullable().meta({ description: 'Give it as `after` for the rest.' }),
});
const filter = z.strictObject({
  state: z.enum(['open', ...states]).exactOptional(),
  team: name.exactOptional(),
  after: z.uuid('is none of the `next` that were given out.').exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What sales is offered, and what it says. */
export function handoffRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.get(
    '/v1/handoffs',
    {
      schema: {
        tags,
        summary: 'Handoffs, the oldest offer first; state=open: all that wait for somebody',
        querystring: filter,
        response: { 200: listed, ...problems },
      },
    },
    async ({ query }) => {
      const { handoffs, next } = await listHandoffs(ctx, query);
      return { handoffs: handoffs.map(handoffJson), next: next ?? null };
    },
  );
  app.get(
    '/v1/handoffs/:id',
    {
      schema: {
        tags,
        summary: 'One handoff',
        params: byId,
        response: { 200: handoffOut, ...problems },
      },
    },
    async ({ params }) => {
      const handoff = await getHandoff(ctx, params.id);
      if (handoff === undefined)
        throw new Problem('unknown-handoff', 'There is no handoff with this id.');
      return handoffJson(handoff);
    },
  );
  answerRoutes(app, deps);
}

function answerRoutes(app: App, deps: ApiDeps): void {
  const say = async (id: string, said: Answering) => handoffJson(await answer(deps, id, said));
  app.post(
    '/v1/handoffs/:id/accept',
    { schema: schemaOf('A rep takes them: our mails to them stop at once', answers.accept) },
    async ({ params, body }) => say(params.id, { verb: 'accept', ...body }),
  );
  app.post(
    '/v1/handoffs/:id/reject',
    { schema: schemaOf('Not this one, and why', answers.reject) },
    async ({ params, body }) => say(params.id, { verb: 'reject', ...body }),
  );
  app.post(
    '/v1/handoffs/:id/not-yet',
    { schema: schemaOf('Ask again at a date', answers['not-yet']) },
    async ({ params, body }) => say(params.id, { verb: 'not-yet', ...body }),
  );
  app.post(
    '/v1/handoffs/:id/return',
    { schema: schemaOf('Give them back to marketing', answers.return) },
    async ({ params, body }) => say(params.id, { verb: 'return', ...body }),
  );
  app.post(
    '/v1/handoffs/:id/outcome',
    { schema: schemaOf('Won or lost', answers.outcome) },
    async ({ params, body }) => say(params.id, { verb: 'outcome', ...body }),
  );
}

const schemaOf = <B extends z.ZodType>(summary: string, body: B) => ({
  tags,
  summary,
  params: byId,
  body,
  response: { 200: handoffOut, ...problems },
});
