import { z } from 'zod';
import { getReply, listReplies } from '../../store/replies.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, name } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { decide, decisionIn } from './decide.ts';
import { replyJson, replyOut } from './reply-json.ts';

const tags = ['replies'];
const listed = z.object({
  replies: z.array(replyOut),
  next: z.string().nullable().meta({ description: 'Give it as `after` for the rest.' }),
});
const filter = z.strictObject({
  state: z.enum(['open', 'decided']).exactOptional(),
  rep: name.exactOptional().meta({ description: 'Those of people whom this rep has.' }),
  sender: name
    .exactOptional()
    .meta({ description: 'Those to this sender’s mails, of the others.' }),
  prospect: z.uuid('is no id: ids are UUIDs.').exactOptional(),
  after: z.uuid('is none of the `next` that were given out.').exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What people answered, and what is to follow from it. */
export function replyRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.get(
    '/v1/replies',
    {
      schema: {
        tags,
        summary: 'What people answered, the oldest first',
        querystring: filter,
        response: { 200: listed, ...problems },
      },
    },
    async ({ query }) => {
      const { replies, next } = await listReplies(ctx, query);
      return { replies: replies.map(replyJson), next: next ?? null };
    },
  );
  app.get(
    '/v1/replies/:id',
    {
      schema: {
        tags,
        summary: 'One answer',
        params: byId,
        response: { 200: replyOut, ...problems },
      },
    },
    async ({ params }) => {
      const reply = await getReply(ctx, params.id);
      if (reply === undefined)
        throw new Problem('unknown-reply', 'There is no answer with this id.');
      return replyJson(reply);
    },
  );
  app.post(
    '/v1/replies/:id/decide',
    {
      schema: {
        tags,
        summary: 'A person decides: go on, take them, take them out, unsubscribe them',
        params: byId,
        body: decisionIn,
        response: { 200: replyOut, ...problems },
      },
    },
    async ({ params, body }) => replyJson(await decide(deps, params.id, body)),
  );
}
