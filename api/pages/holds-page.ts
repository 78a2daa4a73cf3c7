import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findProspect } from '../../store/find-prospect.ts';
import { SCOPES } from '../../store/hold-scope.ts';
import { listHolds, releaseHold } from '../../store/holds.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, name, text } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { place } from '../ops/place.ts';
import { known } from '../prospects/prospect-routes.ts';
import { formToken } from './form-token.ts';
import { holdsView, SCOPE_CHOICES } from './holds-view.ts';
import type { Pages } from './render.ts';

/** Where a form may lead back to: our own pages, and no other site. */
const back = z
  .string()
  .regex(/^\/(holds|(prospects|senders)\/[\w.-]+)?$/)
  .default('/holds');
const holdForm = z.object({
  scope: z.enum(SCOPES),
  of: z.string().trim().max(400).default(''),
  reason: text.min(1),
  by: name.default('somebody'),
  back,
});

/** What is stopped, and how to stop more. */
export function holdsPage(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx, loopback } = deps;
  const show: Show = async ({ request, reply }, told) =>
    pages.send(reply, 'holds', {
      title: 'What is stopped',
      told,
      token: formToken(loopback, request, reply),
      scopes: SCOPE_CHOICES,
      holds: holdsView(await listHolds(ctx), ctx.now()),
    });
  app.get('/holds', { schema: { hide: true } }, (request, reply) => show({ request, reply }, null));
  placeForm(app, deps, show);
  app.post(
    '/holds/:id/release',
    { schema: { hide: true, params: byId, body: z.object({ back }) } },
    async ({ params, body }, reply) => {
      await releaseHold(ctx, params.id, 'somebody');
      return reply.redirect(body.back, 303);
    },
  );
}

type Show = (
  http: { request: FastifyRequest; reply: FastifyReply },
  told: string | null,
) => Promise<FastifyReply>;

function placeForm(app: App, deps: ApiDeps, show: Show): void {
  app.post('/holds', { schema: { hide: true, body: holdForm } }, async (request, reply) => {
    const { back: to, of, ...hold } = request.body;
    try {
      const meant = await meantBy(deps, hold.scope, of);
      await place(deps, { ...hold, ...(meant !== '' && { of: meant }) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show({ request, reply: reply.code(error.status) }, error.message);
    }
    return reply.redirect(to, 303);
  });
}

/** People know each other by address. */
async function meantBy({ ctx }: ApiDeps, scope: string, of: string): Promise<string> {
  if (scope !== 'prospect' || !of.includes('@')) return of;
  return known(await findProspect(ctx, { email: of }), 'address').id;
}
