import { z } from 'zod';
import type { ProspectView } from '../../store/find-prospect.ts';
import { keepLook } from '../../store/fetches.ts';
import { changePreferences } from '../../store/preferences.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import type { ApiDeps, App } from '../deps.ts';
import { name } from '../http/fields.ts';
import type { Pages } from '../pages/render.ts';
import { knownByLink, maskedAddress } from './known-by-link.ts';
import { visitorOf } from './visitor.ts';
import { createReaders, framed, type Reader } from './reader.ts';
import { offeredTopics, saidBeside } from './topic-choice.ts';

const schema = { hide: true, params: z.object({ token: z.string().max(500) }) };
const many = z
  .union([name, z.array(name).max(200)])
  .default([])
  .transform((said) => (typeof said === 'string' ? [said] : said));
/** `was`: what stood ticked when the page was made, so that a page left open gives back nothing that was taken back meanwhile. */
const choice = z.object({ topic: many, was: many, everything: z.string().exactOptional() });
const SOURCE = 'preferences page';

/** Which mails somebody wants: by the link in each of them, without an account. Looking changes nothing; that somebody, or something, looked is kept. */
export function preferenceRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx } = deps;
  const readerOf = createReaders(ctx.house);
  app.get('/p/:token', { schema }, async (request, reply) => {
    const person = await known(deps, request.params.token);
    await keepLook(ctx, { prospect: person.id, link: 'p' }, visitorOf(request, deps.proxies));
    return pages.send(
      reply,
      'preferences',
      model(deps, { person, saved: false }, readerOf(request, person)),
    );
  });
  app.post('/p/:token', { schema: { ...schema, body: choice } }, async (request, reply) => {
    const person = await known(deps, request.params.token);
    const { topic, was, everything } = request.body;
    const reader = readerOf(request, person);
    if (everything === undefined) {
      const topics = offeredTopics(ctx.house, person, reader);
      const ticked = (id: string): boolean => topic.includes(id);
      await changePreferences(ctx, {
        prospect: person.id,
        give: topics.filter(({ id }) => ticked(id) && !was.includes(id)).map(({ id }) => id),
        withdraw: topics.filter(({ id }) => !ticked(id)).map(({ id }) => id),
        source: SOURCE,
        words: Object.fromEntries(topics.map((one) => [one.id, saidBeside(one, reader)])),
      });
    } else await unsubscribe(ctx, { prospect: person.id, source: SOURCE });
    const now = await known(deps, request.params.token);
    return pages.send(reply, 'preferences', model(deps, { person: now, saved: true }, reader));
  });
}

const known = (deps: ApiDeps, token: string): Promise<ProspectView> =>
  knownByLink(deps, 'p', token);

type Shown = Readonly<{ person: ProspectView; saved: boolean }>;

function model({ ctx }: ApiDeps, { person, saved }: Shown, reader: Reader) {
  const topics = offeredTopics(ctx.house, person, reader);
  const reason = person.suppressed?.reason;
  return {
    ...framed(reader),
    title: reader.words.preferencesTitle,
    address: maskedAddress(person, reader.words),
    topics,
    saved,
    none: topics.every(({ ticked }) => !ticked),
    /** From everything, service mails too. */
    unsubscribed: reason === 'unsubscribed',
    /** Their address cannot be written to, whatever they tick: it bounced, or they complained. */
    barred: reason !== undefined && reason !== 'unsubscribed',
  };
}
