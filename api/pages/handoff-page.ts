import type { FastifyReply, FastifyRequest } from 'fastify';
import { getHandoff } from '../../store/handoffs.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { waysOfHandoff } from '../../store/ways-of-handoff.ts';
import type { ApiDeps, App } from '../deps.ts';
import { answer } from '../handoffs/answer.ts';
import { byId } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { answerForm } from './answer-form.ts';
import { formToken } from './form-token.ts';
import { handoffView, lossesView } from './handoff-view.ts';
import type { Pages } from './render.ts';

/** What sales needs to know of somebody, and what it can say. */
export function handoffPage(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx, loopback } = deps;
  const show = async (
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    id: string,
    told: string | null,
  ) => {
    const handoff = await known(deps, id);
    const view = handoffView(ctx.house, handoff, ctx.now());
    const ways = handoff.state === 'accepted' && (await waysOfHandoff(ctx, ctx.db, handoff));
    return pages.send(reply, 'handoff', {
      ...view,
      losses: lossesView(ctx.house, ways || undefined),
      title: `${view.who}: handoff`,
      told,
      prospect: handoff.prospect,
      rep: null,
      token: formToken(loopback, request, reply),
    });
  };
  app.get('/handoffs/:id', { schema: { hide: true, params: byId } }, async (request, reply) =>
    show({ request, reply }, request.params.id, null),
  );
  app.post(
    '/handoffs/:id',
    { schema: { hide: true, params: byId, body: answerForm } },
    async (request, reply) => {
      const { id } = request.params;
      try {
        await answer(deps, id, request.body);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show({ request, reply: reply.code(error.status) }, id, error.message);
      }
      return reply.redirect(`/handoffs/${id}`, 303);
    },
  );
}

async function known({ ctx }: ApiDeps, id: string): Promise<HandoffView> {
  const handoff = await getHandoff(ctx, id);
  if (handoff === undefined)
    throw new Problem('unknown-handoff', 'There is no handoff with this id.');
  return handoff;
}
