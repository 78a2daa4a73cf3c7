import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { collect } from '../../store/collect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { address, bag, instantIn, name } from '../http/fields.ts';
import { problems } from '../http/problem.ts';
import { checkedEvent, checkedTraits } from './check-event.ts';
import { identityIn, prospectMeant } from './identity.ts';

const common = {
  ...identityIn,
  messageId: name.exactOptional().meta({ description: 'The same one twice is one event.' }),
  timestamp: instantIn
    .exactOptional()
    .meta({ description: 'When it happened; now, if it is not said.' }),
};
// Segment's libraries send much more; what we do not use is no fault.
const trackIn = z.object({ ...common, event: name, properties: bag.default({}) });
const identifyIn = z.object({
  ...common,
  traits: z.object({ email: address.exactOptional() }).catchall(z.unknown()).default({}),
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
      const { email, ...traits } = body.traits;
      const props = checkedTraits(deps, traits);
      // Segment keeps the address among the traits.
      const said = email === undefined ? body : { email, ...body };
      return store(deps, said, { name: 'identify', props });
    },
  );
}

type Common = z.output<z.ZodObject<typeof common>>;

async function store(
  deps: ApiDeps,
  body: Common,
  event: { name: string; props: Record<string, unknown> },
): Promise<z.infer<typeof collected>> {
  const now = deps.ctx.now();
  const messageId = body.messageId ?? randomUUID();
  const prospect = await prospectMeant(deps, body, 'api');
  const status = await collect(deps.ctx, {
    source: 'api',
    messageId,
    prospect,
    ...event,
    at: Math.min(body.timestamp ?? now, now), // a clock ahead of ours must not make the future known
  });
  return { prospect, messageId, status };
}
