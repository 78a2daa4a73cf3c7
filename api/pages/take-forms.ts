import { z } from 'zod';
import type { ApiDeps, App } from '../deps.ts';
import { byId } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { giveBackIn, takeIn } from '../prospects/take-routes.ts';
import { giveThemBack, takeThem } from '../prospects/taking.ts';
import type { ShowOf } from './show-of.ts';

/** Forms send empty text for what was left open. */
const withoutEmpty = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''))
    : body;
const takeForm = z.preprocess(withoutEmpty, z.object(takeIn.shape));
const giveBackForm = z.preprocess(withoutEmpty, z.object(giveBackIn.shape));

/** The buttons on a person's page by which sales takes them and gives them back. */
export function takeForms(app: App, deps: ApiDeps, show: ShowOf): void {
  app.post(
    '/prospects/:id/take',
    { schema: { hide: true, params: byId, body: takeForm } },
    async (request, reply) => {
      const { id } = request.params;
      try {
        await takeThem(deps, { prospect: id, ...request.body });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show({ request, reply: reply.code(error.status) }, id, error.message);
      }
      return reply.redirect(`/prospects/${id}`, 303);
    },
  );
  app.post(
    '/prospects/:id/give-back',
    { schema: { hide: true, params: byId, body: giveBackForm } },
    async (request, reply) => {
      const { id } = request.params;
      try {
        await giveThemBack(deps, { prospect: id, ...request.body });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show({ request, reply: reply.code(error.status) }, id, error.message);
      }
      return reply.redirect(`/prospects/${id}`, 303);
    },
  );
}
