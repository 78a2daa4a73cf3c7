import { z } from 'zod';
import { mailgunBack, signedByMailgun } from '../../mail/back/mailgun.ts';
import { takeBack } from '../../store/take-back.ts';
import type { ApiDeps, App } from '../deps.ts';
import { Problem, problems } from '../http/problem.ts';

const short = z.string().max(200);
const text = z.string().max(20_000);
const eventIn = z.object({
  signature: z.object({ timestamp: short, token: short.min(1), signature: short }),
  'event-data': z.object({
    id: short.min(1),
    event: short,
    severity: short.optional(),
    reason: short.optional(),
    message: z
      .object({ headers: z.object({ 'message-id': z.string().max(1000).optional() }).optional() })
      .transform(({ headers }) => (headers === undefined ? {} : { headers }))
      .optional(),
    'delivery-status': z
      .object({
        code: z.union([z.number(), short]).optional(),
        'enhanced-code': short.optional(),
        message: text.optional(),
        description: text.optional(),
      })
      .optional(),
  }),
});
const takenOut = z.object({
  status: z.enum(['taken', 'known', 'stranger']).meta({
    description: 'known: it was here before. stranger: it is about no mail of ours.',
  }),
});

/** Mailgun's webhooks about what it accepted, failures, complaints and deliveries; without its signing key there is no such route. */
export function mailgunRoute(app: App, { ctx, log, mailgunKey }: ApiDeps): void {
  if (mailgunKey === undefined) return;
  app.post(
    '/hooks/mailgun',
    {
      schema: {
        tags: ['events'],
        summary: 'What Mailgun tells of mails',
        security: [],
        body: eventIn,
        response: { 200: takenOut, ...problems },
      },
    },
    async ({ body }) => {
      if (!signedByMailgun(body.signature, mailgunKey, ctx.now()))
        throw new Problem('unknown-key', 'This is not signed by Mailgun with our signing key.');
      const { id, ...event } = body['event-data'];
      const { paths: _, ...back } = mailgunBack(event);
      const raw = Buffer.from(JSON.stringify(body['event-data']));
      const { token } = body.signature;
      const status = await takeBack(ctx, { source: 'mailgun', ref: id, token, raw, ...back });
      if (back.kind === 'block' || back.kind === 'policy')
        log.warn({ kind: back.kind, why: back.why, status: back.status }, 'they refuse our mail');
      return { status };
    },
  );
}
