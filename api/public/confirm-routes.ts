import { z } from 'zod';
import { confirmationOf, confirmConsent } from '../../store/confirm-consent.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import { findProspect } from '../../store/find-prospect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Pages } from '../pages/render.ts';
import { filledIn } from '../../core/page-words/page-words.ts';
import { maskedAddress } from './known-by-link.ts';
import { createReaders, framed, type Reader } from './reader.ts';
import { topicName } from './topic-choice.ts';

const schema = { hide: true, params: z.object({ token: z.string().max(600) }) };
const SOURCE = 'confirmation link';

/** Whether somebody meant it: by the link in a mail to the very address. Looking changes nothing; the button's POST confirms, once. */
export function confirmRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx } = deps;
  const readerOf = createReaders(ctx.house);
  app.get('/o/:token', { schema }, async (request, reply) => {
    const asked = await askedBy(deps, request.params.token);
    const standing = await confirmationOf(ctx.db, idsOf(asked));
    const open = typeof standing === 'object' && standing.until > ctx.now();
    const state = open ? 'open' : standing === 'confirmed' ? 'done' : 'over';
    return pages.send(
      reply,
      'confirm',
      model(deps, { ...asked, state }, readerOf(request, asked.person)),
    );
  });
  app.post('/o/:token', { schema }, async (request, reply) => {
    const asked = await askedBy(deps, request.params.token);
    const reader = readerOf(request, asked.person);
    const words = buttonOf(deps, asked, reader);
    const confirmed = await confirmConsent(ctx, { ...idsOf(asked), source: SOURCE, words });
    const state = confirmed === 'over' ? 'over' : 'done';
    return pages.send(reply, 'confirm', model(deps, { ...asked, state }, reader));
  });
}

type Asked = Readonly<{ person: ProspectView; topic: string }>;

async function askedBy({ ctx, links }: ApiDeps, token: string): Promise<Asked> {
  const [id = '', ...rest] = (links.read('o', token) ?? '').split('.');
  const topic = rest.join('.');
  const person = topic === '' ? undefined : await findProspect(ctx, { id });
  if (person !== undefined) return { person, topic };
  throw new Problem(
    'unknown-link',
    'This link is not one of ours, or part of it is missing. Copy the whole link from the mail.',
  );
}

const idsOf = ({ person, topic }: Asked) => ({ prospect: person.id, topic });

/** What stands on the button: it is kept with the consent. */
const buttonOf = ({ ctx }: ApiDeps, { topic }: Asked, { language, words }: Reader): string =>
  filledIn(words.confirmButton, { topic: topicName(ctx.house, topic, language) });

type Shown = Asked & Readonly<{ state: 'open' | 'done' | 'over' }>;

const TITLES = { open: 'confirmTitle', done: 'confirmedTitle', over: 'overHeading' } as const;

const model = (deps: ApiDeps, shown: Shown, reader: Reader) => ({
  ...framed(reader),
  title: reader.words[TITLES[shown.state]],
  address: maskedAddress(shown.person, reader.words),
  topic: topicName(deps.ctx.house, shown.topic, reader.language),
  button: buttonOf(deps, shown, reader),
  preferences: deps.links.url('p', shown.person.id),
  state: shown.state,
});
