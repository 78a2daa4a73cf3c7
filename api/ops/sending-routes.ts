import { z } from 'zod';
import { sayCircuit, tryCircuit } from '../../store/circuits.ts';
import { sendingView } from '../../store/sending-view.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, instantOut, iso } from '../http/fields.ts';
import { problems } from '../http/problem.ts';

const tags = ['ops'];
const quota = z.object({
  scope: z.enum(['all', 'to', 'sender', 'from']).meta({
    description: 'All mail, to a group of mailboxes, in a sender’s name, from a warming domain.',
  }),
  of: z.string().nullable(),
  per: z.enum(['minute', 'day']),
  most: z.int(),
  used: z.int().meta({ description: 'Leased to workers in this minute or this day (UTC).' }),
});
const warmUp = z.object({
  domain: z.string(),
  step: z.int().meta({ description: 'Of its plan, from 1.' }),
  today: z.int().meta({ description: 'So many mails may leave today.' }),
  plan: z.enum(['usual', 'own']),
  why: z.string().nullable().meta({ description: 'Why it is no further than the day before.' }),
});
const circuit = z.object({
  id: z.string(),
  scope: z.enum(['server', 'sender', 'domain', 'stream']),
  of: z.string().nullable().meta({
    description: 'The sender, the group of mailboxes, or sender>group; null: the mail server.',
  }),
  code: z.string(),
  reason: z.string(),
  openedAt: instantOut,
  probes: z.int().meta({ description: 'So many mails tried since.' }),
  probeAt: instantOut.meta({ description: 'From then on the next mail tries.' }),
});
const rate = z.object({
  scope: z.enum(['journey', 'sender']),
  of: z.string(),
  since: instantOut,
  mails: z.int(),
  bounced: z.int(),
  complained: z.int(),
  level: z.enum(['fine', 'warn', 'hold']),
  reason: z.string().exactOptional(),
});
const sending = z.object({
  quotas: z.array(quota),
  warmUps: z.array(warmUp),
  circuits: z.array(circuit),
  rates: z.array(rate),
});

/** How mail leaves: how much may, what keeps it back, and how it is taken. */
export function sendingRoutes(app: App, { ctx }: ApiDeps): void {
  app.get(
    '/v1/sending',
    {
      schema: {
        tags,
        summary:
          'How mail leaves: quotas, domains that warm up, open circuits, bounces and complaints',
        response: { 200: sending, ...problems },
      },
    },
    async () => {
      const { quotas, warmUps, circuits, rates } = await sendingView(ctx);
      return {
        quotas: quotas.map((one) => ({ ...one, of: one.of || null })),
        warmUps: [...warmUps],
        circuits: circuits.map((one) => ({
          ...one,
          of: one.of || null,
          reason: sayCircuit(one),
          openedAt: iso(one.openedAt),
          probeAt: iso(one.probeAt),
        })),
        rates: rates.map((one) => ({ ...one, since: iso(one.since) })),
      };
    },
  );
  app.post(
    '/v1/sending/circuits/:id/try',
    {
      schema: {
        tags,
        summary: 'Something was mended: let the next mail of an open circuit try at once',
        params: byId,
        response: {
          200: z.object({
            tries: z.boolean().meta({ description: 'false: no such circuit is open.' }),
          }),
          ...problems,
        },
      },
    },
    async ({ params }) => ({ tries: await tryCircuit(ctx, params.id) }),
  );
}
