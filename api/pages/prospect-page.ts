import { z } from 'zod';
import { explain } from '../../store/explain.ts';
import { findProspect, type ProspectView } from '../../store/find-prospect.ts';
import { mailsOf } from '../../store/mails-of.ts';
import { scoresOf } from '../../store/scores.ts';
import { frozenOfAll } from '../../store/versions.ts';
import type { ApiDeps, App } from '../deps.ts';
import { address, byId } from '../http/fields.ts';
import { known } from '../prospects/prospect-routes.ts';
import { mailsView } from './home-view.ts';
import { traitsView } from './packet-view.ts';
import { personName } from './person-name.ts';
import { consentsView, handoffsIn, positionView, storyView } from './prospect-view.ts';
import type { Pages } from './render.ts';
import { scoresView } from './scores-view.ts';
import { temporalLinks } from './temporal-links.ts';
import { span, when } from './when.ts';

/** One person: where they stand, what happened, and why. */
export function prospectPage(app: App, deps: ApiDeps, pages: Pages): void {
  app.get(
    '/prospects',
    { schema: { hide: true, querystring: z.object({ email: address }) } },
    async ({ query }, reply) => {
      const { id } = known(await findProspect(deps.ctx, query), 'address');
      return reply.redirect(`/prospects/${id}`, 303);
    },
  );
  app.get('/prospects/:id', { schema: { hide: true, params: byId } }, async ({ params }, reply) => {
    const prospect = known(await findProspect(deps.ctx, params), 'id');
    return pages.send(reply, 'prospect', {
      title: personName(prospect.email, prospect.traits),
      ...(await model(deps, prospect)),
    });
  });
}

async function model(
  { ctx, temporalUi, namespace }: ApiDeps,
  prospect: ProspectView,
): Promise<object> {
  const open = prospect.entries.filter(({ status }) => status !== 'closed');
  const [story, mails, scores, versions] = await Promise.all([
    explain(ctx, prospect.id),
    mailsOf(ctx, prospect.id),
    scoresOf(ctx, prospect.id),
    frozenOfAll(
      ctx,
      ctx.db,
      open.map(({ version }) => version),
    ),
  ]);
  const now = ctx.now();
  const { suppressed } = prospect;
  return {
    id: prospect.id,
    name: personName(prospect.email, prospect.traits),
    address: prospect.email ?? 'erased',
    account: prospect.account ?? 'no company known',
    zone: prospect.zone,
    known: span(now - prospect.created),
    rest:
      prospect.restUntil !== null && prospect.restUntil > now
        ? when(prospect.restUntil, now)
        : null,
    temporal: temporalLinks(temporalUi, namespace)?.prospect(prospect.id) ?? null,
    positions: open.map((entry) =>
      positionView(entry, versions.get(entry.version), { now, says: ctx.house.says }),
    ),
    past: prospect.entries.flatMap(({ status, journey, endedAs, endedAt }) =>
      status === 'closed' && endedAt !== null
        ? [{ journey, as: endedAs, at: when(endedAt, now) }]
        : [],
    ),
    scores: scoresView(scores, now),
    story: storyView(story, ctx.house, now),
    mails: mailsView(mails, now),
    handoffs: handoffsIn(story, ctx.house, now),
    suppressed: suppressed === undefined ? null : { ...suppressed, at: when(suppressed.at, now) },
    consents: consentsView(prospect, ctx.house, now),
    traits: traitsView(prospect.traits),
  };
}
