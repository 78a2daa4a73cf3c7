import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ProspectView } from '../../store/find-prospect.ts';
import { keepLook } from '../../store/fetches.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import type { ApiDeps, App } from '../deps.ts';
import { wantsPage } from '../http/error-handler.ts';
import type { Pages } from '../pages/render.ts';
import { knownByLink, maskedAddress } from './known-by-link.ts';
import { createReaders, framed } from './reader.ts';
import { visitorOf } from './visitor.ts';

const byToken = z.object({ token: z.string().max(500) });
const SMALL = 64 * 1024;

/**
 * The link under every mail (RFC 8058). Looking changes nothing, for scanners look at every link, and is kept, for they are known by it; a POST unsubscribes, whatever its body
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
    const model = modelOf(deps);
    scope.get('/u/:token', { schema }, async (request, reply) => {
      const prospect = await knownByLink(deps, 'u', request.params.token);
      await keepLook(
        deps.ctx,
        { prospect: prospect.id, link: 'u' },
        visitorOf(request, deps.proxies),
      );
      return pages.send(
        reply,
        'unsubscribe',
        model(request, prospect, prospect.suppressed !== undefined),
      );
    });
    scope.post('/u/:token', { schema }, async (request, reply) => {
      const prospect = await knownByLink(deps, 'u', request.params.token);
      await unsubscribe(deps.ctx, { prospect: prospect.id, source: sourceOf(request) });
      return wantsPage(request)
        ? pages.send(reply, 'unsubscribe', model(request, prospect, true))
        : reply.type('text/plain; charset=utf-8').serializer(String).send('Unsubscribed.\n');
    });
  });
}

function modelOf({ ctx, links }: ApiDeps) {
  const readerOf = createReaders(ctx.house);
  return (request: FastifyRequest, prospect: ProspectView, done: boolean) => {
    const reader = readerOf(request, prospect);
    const { unsubscribeTitle, unsubscribedTitle } = reader.words;
    return {
      ...framed(reader),
      title: done ? unsubscribedTitle : unsubscribeTitle,
      address: maskedAddress(prospect, reader.words),
      preferences: links.url('p', prospect.id),
      done,
    };
  };
}

const sourceOf = (request: FastifyRequest): string => (wantsPage(request) ? 'page' : 'one-click');
