import { listHolds } from '../../store/holds.ts';
import { weekOf } from '../../store/sender-week.ts';
import type { ApiDeps, App } from '../deps.ts';
import { bySender, senderOf } from '../senders/sender-routes.ts';
import { formToken } from './form-token.ts';
import { holdsView } from './holds-view.ts';
import type { Pages } from './render.ts';
import { when } from './when.ts';

/** Mails shown: the next of them. */
const SHOWN = 200;

/** What leaves in somebody's name, for them: to read, and to stop. */
export function senderPage(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx, loopback } = deps;
  app.get('/senders/:id', { schema: { hide: true, params: bySender } }, async (request, reply) => {
    const { id } = request.params;
    const sender = senderOf(deps, id);
    const [week, holds] = await Promise.all([weekOf(ctx, id, deps.senders), listHolds(ctx)]);
    const now = ctx.now();
    const own = holds.filter(({ scope, of }) => scope === 'sender' && of === id);
    return pages.send(reply, 'sender', {
      title: `In the name of ${sender.name}`,
      id,
      here: `/senders/${id}`,
      name: sender.name,
      address: sender.address,
      token: formToken(loopback, request, reply),
      holds: holdsView(own, now),
      count: week.mails.length,
      more: week.more || week.mails.length > SHOWN,
      mails: week.mails.slice(0, SHOWN).map(({ due, heldBy, ...mail }) => ({
        ...mail,
        heldBy: heldBy ?? null,
        now: due <= now,
        at: when(due, now),
      })),
    });
  });
}
