import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { getHandoff } from '../../store/handoffs.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import type { ApiDeps, App } from '../deps.ts';
import { answer } from '../handoffs/answer.ts';
import { Problem } from '../http/problem.ts';
import { answerForm } from '../pages/answer-form.ts';
import type { Pages } from '../pages/render.ts';
import { type Offer, offerPages } from './offer-pages.ts';

const byToken = z.object({ token: z.string().max(600) });
const schema = { hide: true, params: byToken };

/**
 * The link in the mail of an offer: whoever has it answers as the rep it was sent to, without an account. It dies with its offer; looking
 * changes nothing.
 */
export function handoffLinkRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  const { show, over, thank } = offerPages(deps, pages);
  app.get('/h/:token', { schema }, async ({ params }, reply) => {
    const offer = await meant(deps, params.token);
    return isOffered(offer.handoff) ? show(reply, offer, null) : over(reply, offer.handoff);
  });
  const body = { schema: { ...schema, body: answerForm }, preValidation: asRep(deps) };
  app.post('/h/:token', body, async (request, reply) => {
    const offer = await meant(deps, request.params.token);
    if (!isOffered(offer.handoff)) return over(reply, offer.handoff);
    try {
      return await thank(reply, await answer(deps, offer.handoff.id, request.body));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const now = await meant(deps, request.params.token);
      return isOffered(now.handoff)
        ? show(reply.code(error.status), now, error.message)
        : over(reply, now.handoff);
    }
  });
}

/** The token says who answers; a form cannot say otherwise. */
const asRep =
  (deps: ApiDeps) =>
  async (request: FastifyRequest): Promise<void> => {
    const { token } = byToken.parse(request.params);
    const { rep } = await meant(deps, token);
    request.body = { ...(typeof request.body === 'object' ? request.body : {}), rep };
  };

const isOffered = ({ state }: HandoffView): boolean => state === 'offered' || state === 'not-yet';

async function meant({ ctx, links }: ApiDeps, token: string): Promise<Offer> {
  const [, id, rep] = /^([^.]+)\.(.+)$/.exec(links.read('h', token) ?? '') ?? [];
  const handoff = id === undefined ? undefined : await getHandoff(ctx, id);
  if (handoff === undefined || rep === undefined)
    throw new Problem(
      'unknown-link',
      'This link is not one of ours, or part of it is missing. Copy the whole link from the mail.',
    );
  return { handoff, rep };
}
