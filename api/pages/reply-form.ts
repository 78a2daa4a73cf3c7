import { z } from 'zod';
import { getReply } from '../../store/replies.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { decide, decisionIn } from '../replies/decide.ts';
import type { ShowOf } from './show-of.ts';

/** A form sends its token, and empty text for what was left open. */
const decideForm = z.preprocess(
  (body) =>
    Object.fromEntries(
      Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
        ([name, value]) => name !== 'form_token' && value !== '',
      ),
    ),
  decisionIn,
);

/** The form beside what somebody answered: their page again, with what became of it. */
export function replyForm(app: App, deps: ApiDeps, show: ShowOf): void {
  app.post(
    '/replies/:id/decide',
    { schema: { hide: true, params: byId, body: decideForm } },
    async (request, reply) => {
      const { id } = request.params;
      const answered = await getReply(deps.ctx, id);
      if (answered === undefined)
        throw new Problem('unknown-reply', 'There is no answer with this id.');
      const { prospect } = answered;
      try {
        await decide(deps, id, request.body);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show({ request, reply: reply.code(error.status) }, prospect, error.message);
      }
      return reply.redirect(`/prospects/${prospect}`, 303);
    },
  );
}
