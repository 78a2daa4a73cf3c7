import { z } from 'zod';
import { evidenceOfConsents } from '../../store/consent-evidence.ts';
import { explain } from '../../store/explain.ts';
import { findProspect, type ProspectView } from '../../store/find-prospect.ts';
import { fetchesOf } from '../../store/list-fetches.ts';
import { putProspect } from '../../store/put-prospect.ts';
import { scoresOf } from '../../store/scores.ts';
import type { ApiDeps, App } from '../deps.ts';
import { checkedTraits } from '../events/check-event.ts';
import { address, byId } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { suggestion } from '../http/suggestion.ts';
import { clicksJson, clicksOut } from './clicks-json.ts';
import { consentsJson, consentsOut } from './consents-json.ts';
import { prospectIn, prospectJson, prospectOut } from './prospect-fields.ts';
import { storyJson, storyOut } from './story-json.ts';

const tags = ['prospects'];
const put = z.object({ id: z.string(), created: z.boolean() });

/** Who we know, and what happened to them. */
export function prospectRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.post(
    '/v1/prospects',
    {
      schema: {
        tags,
        summary: 'Tell us of somebody; the same address is the same person',
        body: prospectIn,
        response: { 200: put, 201: put, ...problems },
      },
    },
    async ({ body }, reply) => {
      checkTopics(deps, body.consents ?? []);
      if (body.traits !== undefined) checkedTraits(deps, body.traits);
      const answer = await putProspect(ctx, { ...body, source: 'api' });
      return reply.code(answer.created ? 201 : 200).send(answer);
    },
  );
  app.get(
    '/v1/prospects',
    {
      schema: {
        tags,
        summary: 'Whoever has this address',
        querystring: z.strictObject({ email: address }),
        response: { 200: prospectOut, ...problems },
      },
    },
    async ({ query }) => prospectJson(known(await findProspect(ctx, query), 'address')),
  );
  app.get(
    '/v1/prospects/:id',
    {
      schema: {
        tags,
        summary: 'One person',
        params: byId,
        response: { 200: prospectOut, ...problems },
      },
    },
    async ({ params }) => prospectJson(known(await findProspect(ctx, params), 'id')),
  );
  explainRoute(app, deps);
  clicksRoute(app, deps);
  consentsRoute(app, deps);
}

function consentsRoute(app: App, { ctx }: ApiDeps): void {
  app.get(
    '/v1/prospects/:id/consents',
    {
      schema: {
        tags,
        summary: 'What they agreed to and took back: when, where, and in which words',
        params: byId,
        response: { 200: consentsOut, ...problems },
      },
    },
    async ({ params }) => {
      const { id } = known(await findProspect(ctx, params), 'id');
      return consentsJson(await evidenceOfConsents(ctx, id));
    },
  );
}

function clicksRoute(app: App, { ctx }: ApiDeps): void {
  app.get(
    '/v1/prospects/:id/clicks',
    {
      schema: {
        tags,
        summary: 'Who, or what, fetched the links of their mails, and how that was judged',
        params: byId,
        response: { 200: clicksOut, ...problems },
      },
    },
    async ({ params }) => {
      const { id } = known(await findProspect(ctx, params), 'id');
      return clicksJson(await fetchesOf(ctx, id));
    },
  );
}

function explainRoute(app: App, { ctx }: ApiDeps): void {
  app.get(
    '/v1/prospects/:id/explain',
    {
      schema: {
        tags,
        summary:
          'Why they got, or did not get, what they did: their scores, and the story, oldest first',
        params: byId,
        response: { 200: storyOut, ...problems },
      },
    },
    async ({ params }) => {
      const prospect = known(await findProspect(ctx, params), 'id');
      const [story, scores] = await Promise.all([
        explain(ctx, prospect.id),
        scoresOf(ctx, prospect.id),
      ]);
      return storyJson(prospect, { story, scores });
    },
  );
}

export function known(prospect: ProspectView | undefined, by: 'id' | 'address'): ProspectView {
  if (prospect === undefined)
    throw new Problem('unknown-prospect', `There is no prospect with this ${by}.`);
  return prospect;
}

function checkTopics({ ctx }: ApiDeps, consents: readonly { topic: string }[]): void {
  const topics = Object.keys(ctx.house.topics);
  const at = consents.findIndex(({ topic }) => !topics.includes(topic));
  const topic = consents[at]?.topic;
  if (topic === undefined) return;
  const what = `This house has no topic “${topic}”. ${suggestion(topic, topics)}`;
  throw new Problem('unknown-topic', what, { faults: [{ path: `/consents/${at}/topic`, what }] });
}
