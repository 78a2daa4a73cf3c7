import { z } from 'zod';
import { clickOf } from '../../mail/click-id.ts';
import { fetchLink } from '../../store/fetches.ts';
import type { ApiDeps, App } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { visitorOf } from './visitor.ts';

const schema = { hide: true, params: z.object({ token: z.string().max(500) }) };

/**
 * A link of a mail: leads to where that mail's own row of the ledger says, and nowhere else, whatever the address says. That it was
 * fetched is kept (GET and HEAD), and nothing else changes; whether a person did it is decided later.
 */
export function clickRoutes(app: App, { ctx, links, proxies }: ApiDeps): void {
  app.get('/c/:token', { schema }, async (request, reply) => {
    const click = clickOf(links.read('c', request.params.token) ?? '');
    const target = click && (await fetchLink(ctx, click, visitorOf(request, proxies)));
    const url = target === undefined ? null : URL.parse(target);
    if (url?.protocol !== 'https:')
      throw new Problem(
        'unknown-link',
        'This link is not one of ours, part of it is missing, or what it led to is gone. Copy the whole link from the mail, or simply reply to it.',
      );
    return reply.header('cache-control', 'no-store').redirect(url.href, 302);
  });
}
