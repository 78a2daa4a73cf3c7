import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { collect } from '../../store/collect.ts';
import { findProspect } from '../../store/find-prospect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { address, bag, name } from '../http/fields.ts';
import { problems } from '../http/problem.ts';
import { checkedEvent, checkedTraits } from './check-event.ts';
import { type Common, common } from './common-fields.ts';
import { storeGroup } from './group-route.ts';
import { prospectMeant } from './identity.ts';

// Segment's libraries send much more; what we do not use is no fault.
const trackIn = z.object({ ...common, event: name, properties: bag.default({}) });
const identifyIn = z.object({
  ...common,
  traits: z
    .object({
      email: address.exactOptional(),
      company: bag.or(z.string()).exactOptional().meta({
        description: 'As an object: traits of everyone of their company, told as a group.',
      }),
    })
    .catchall(z.unknown())
    .default({}),
});
const collected = z.object({
  prospect: z.string(),
  messageId: z.string(),
  status: z
    .enum(['stored', 'known'])
    .meta({ description: 'known: this messageId was here before.' }),
});

/** One event at a time: stored first, answered at once, understood by the fold. */
export function eventRoutes(app: App, deps: ApiDeps): void {
  app.post(
    '/v1/track',
    {
      schema: {
        tags: ['events'],
        summary: 'Something happened',
        body: trackIn,
        response: { 200: collected, ...problems },
      },
    },
    async ({ body }) => {
      const props = checkedEvent(deps, body.event, body.properties);
      return store(deps, body, { name: body.event, props });
    },
  );
  app.post(
    '/v1/identify',
    {
      schema: {
        tags: ['events'],
        summary: 'Traits of somebody',
        body: identifyIn,
        response: { 200: collected, ...problems },
      },
    },
    async ({ body }) => {
      // Segment keeps the address and the company among the traits.
      const { email, company, ...own } = body.traits;
      const shared = typeof company === 'object' ? company : {};
      const traits = typeof company === 'string' ? { ...own, company } : own;
      const props = checkedTraits(deps, traits);
      const said = email === undefined ? body : { email, ...body };
      const left = await identifyCompany(deps, said, checkedTraits(deps, shared));
      return store(deps, said, { name: 'identify', props: { ...left, ...props } });
    },
  );
}

/** Tells the traits of their company; answers those that are their own, for they are of none. */
async function identifyCompany(
  deps: ApiDeps,
  body: Common,
  traits: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (Object.keys(traits).length === 0) return {};
  const id = await prospectMeant(deps, body, 'api');
  const account = (await findProspect(deps.ctx, { id }))?.account ?? null;
  if (account === null) return traits;
  const messageId = body.messageId === undefined ? {} : { messageId: `${body.messageId}/company` };
  await storeGroup(deps, account, { ...body, ...messageId, traits });
  return {};
}

async function store(
  deps: ApiDeps,
  body: Common,
  event: { name: string; props: Record<string, unknown> },
): Promise<z.infer<typeof collected>> {
  const messageId = body.messageId ?? randomUUID();
  const prospect = await prospectMeant(deps, body, 'api');
  const status = await collect(deps.ctx, {
    source: 'api',
    messageId,
    prospect,
    ...event,
    at: body.timestamp ?? deps.ctx.now(),
  });
  return { prospect, messageId, status };
}
