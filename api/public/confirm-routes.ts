import { z } from 'zod';
import { confirmationOf, confirmConsent } from '../../store/confirm-consent.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import { findProspect } from '../../store/find-prospect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Pages } from '../pages/render.ts';
import { maskedAddress } from './known-by-link.ts';

const schema = { hide: true, params: z.object({ token: z.string().max(600) }) };
const SOURCE = 'confirmation link';

/** Whether somebody meant it: by the link in a mail to the very address. Looking changes nothing; the button's POST confirms, once. */
export function confirmRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  const { ctx } = deps;
  app.get('/o/:token', { schema }, async ({ params }, reply) => {
    const asked = await askedBy(deps, params.token);
    const standing = await confirmationOf(ctx.db, idsOf(asked));
    const open = typeof standing === 'object' && standing.until > ctx.now();
    const state = open ? 'open' : standing === 'confirmed' ? 'done' : 'over';
    return pages.send(reply, 'confirm', model(deps, asked, state));
  });
  app.post('/o/:token', { schema }, async ({ params }, reply) => {
    const asked = await askedBy(deps, params.token);
    const words = wordsOf(deps, asked);
    const confirmed = await confirmConsent(ctx, { ...idsOf(asked), source: SOURCE, words });
    const state = confirmed === 'over' ? 'over' : 'done';
    return pages.send(reply, 'confirm', model(deps, asked, state));
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

/** What stands above the button: it is kept with the consent. */
const wordsOf = ({ ctx }: ApiDeps, { topic }: Asked): string =>
  `Yes, write to me about: ${ctx.house.topics[topic]?.name ?? topic}`;

const model = (deps: ApiDeps, asked: Asked, state: 'open' | 'done' | 'over') => ({
  title: state === 'done' ? 'Confirmed' : 'Please confirm',
  bare: true as const,
  address: maskedAddress(asked.person),
  topic: deps.ctx.house.topics[asked.topic]?.name ?? asked.topic,
  words: wordsOf(deps, asked),
  preferences: deps.links.url('p', asked.person.id),
  state,
});
