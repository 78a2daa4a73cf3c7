import { z } from 'zod';
import { tryCircuit } from '../../store/circuits.ts';
import { sendingView } from '../../store/sending-view.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId } from '../http/fields.ts';
import { formToken } from './form-token.ts';
import type { Pages } from './render.ts';
import { sendingPageView } from './sending-view.ts';

const REFRESH = 10;

/** How mail leaves: how much may, what keeps it back, and how it is taken. */
export function sendingPage(app: App, { ctx, loopback }: ApiDeps, pages: Pages): void {
  app.get('/sending', { schema: { hide: true } }, async (request, reply) =>
    pages.send(reply, 'sending', {
      title: 'How mail leaves',
      refresh: REFRESH,
      token: formToken(loopback, request, reply),
      ...sendingPageView(await sendingView(ctx), ctx.now()),
    }),
  );
  app.post(
    '/sending/circuits/:id/try',
    { schema: { hide: true, params: byId, body: z.object({ back: z.enum(['/', '/sending']) }) } },
    async ({ params, body }, reply) => {
      await tryCircuit(ctx, params.id);
      return reply.redirect(body.back, 303);
    },
  );
}
