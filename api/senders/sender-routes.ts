import { z } from 'zod';
import type { Sender } from '../../core/house.ts';
import { type Coming, weekOf } from '../../store/sender-week.ts';
import type { ApiDeps, App } from '../deps.ts';
import { instantOut, iso, name } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';

export const bySender = z.object({ id: name });
const coming = z.object({
  prospect: z.string(),
  email: z.string(),
  journey: z.string(),
  step: z.string(),
  mail: z.string().meta({ description: 'The mail, or the series it will be drawn from.' }),
  mindset: z.enum(['educate', 'convert']),
  dueAt: instantOut.meta({ description: 'Not before; a window or the gap may put it off.' }),
  heldBy: z.string().nullable(),
});
const week = z.object({
  sender: z.object({ id: z.string(), name: z.string(), address: z.string() }),
  mails: z.array(coming).meta({ description: 'The next first.' }),
  more: z.boolean().meta({ description: 'More people wait for a mail than were looked at.' }),
});

/** What leaves in somebody's name. To stop it: a hold on the sender, or on one prospect. */
export function senderRoutes(app: App, deps: ApiDeps): void {
  app.get(
    '/v1/senders/:id/week',
    {
      schema: {
        tags: ['ops'],
        summary: 'What leaves in this sender’s name within a week',
        params: bySender,
        response: { 200: week, ...problems },
      },
    },
    async ({ params: { id } }) => {
      const sender = senderOf(deps, id);
      const { mails, more } = await weekOf(deps.ctx, id, deps.senders);
      return {
        sender: { id, name: sender.name, address: sender.address },
        mails: mails.map(json),
        more,
      };
    },
  );
}

/** Throws a Problem that names the senders there are. */
export function senderOf({ ctx }: Pick<ApiDeps, 'ctx'>, id: string): Sender {
  const { senders } = ctx.house;
  const sender = Object.hasOwn(senders, id) ? senders[id] : undefined;
  if (sender !== undefined) return sender;
  const known = Object.keys(senders).join(', ');
  throw new Problem('unknown-sender', `There is no sender with this id. Known: ${known}.`);
}

const json = ({ what, due, heldBy, ...mail }: Coming): z.input<typeof coming> => ({
  prospect: mail.prospect,
  email: mail.email,
  journey: mail.journey,
  step: mail.step,
  mail: what,
  mindset: mail.mindset,
  dueAt: iso(due),
  heldBy: heldBy ?? null,
});
