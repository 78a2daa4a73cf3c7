import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findProspect, type ProspectView } from '../../store/find-prospect.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import type { ApiDeps, App } from '../deps.ts';
import { wantsPage } from '../http/error-handler.ts';
import { Problem } from '../http/problem.ts';
import type { Pages } from '../pages/render.ts';

const byToken = z.object({ token: z.string().max(500) });
const SMALL = 64 * 1024;

/**
 * The link under every mail (RFC 8058). Looking changes nothing, for scanners look at every link; a POST unsubscribes, whatever its body
 * and from wherever it comes, as often as it comes.
 */
export function unsubscribeRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  void app.register(async (scope: App) => {
    // mail providers send multipart or urlencoded, some nothing: the token says all there is to say
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: SMALL },
      (_request, _body, done) => done(null, undefined),
    );
    const schema = { hide: true, params: byToken };
    scope.get('/u/:token', { schema }, async ({ params }, reply) => {
      const prospect = await meant(deps, params.token);
      return pages.send(reply, 'unsubscribe', model(prospect, prospect.suppressed !== undefined));
    });
    scope.post('/u/:token', { schema }, async (request, reply) => {
      const prospect = await meant(deps, request.params.token);
      await unsubscribe(deps.ctx, { prospect: prospect.id, source: sourceOf(request) });
      return wantsPage(request)
        ? pages.send(reply, 'unsubscribe', model(prospect, true))
        : reply.type('text/plain; charset=utf-8').serializer(String).send('Unsubscribed.\n');
    });
  });
}

async function meant(deps: ApiDeps, token: string): Promise<ProspectView> {
  const id = deps.links.read('u', token);
  const prospect = id === undefined ? undefined : await findProspect(deps.ctx, { id });
  if (prospect === undefined)
    throw new Problem(
      'unknown-link',
      'This link is not one of ours, or part of it is missing. Copy the whole link from the mail, or simply reply to it.',
    );
  return prospect;
}

const model = ({ email }: ProspectView, done: boolean) => ({
  title: done ? 'Unsubscribed' : 'Unsubscribe',
  bare: true as const,
  address: email === null ? 'your address' : masked(email),
  done,
});

/** Enough to know one's own, not enough for whoever a mail was forwarded to. */
const masked = (email: string): string => email.replace(/^(.).*(@.*)$/, '$1•••$2');

const sourceOf = (request: FastifyRequest): string => (wantsPage(request) ? 'page' : 'one-click');
