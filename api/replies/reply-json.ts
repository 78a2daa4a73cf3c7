import { z } from 'zod';
import type { ReplyView } from '../../store/replies.ts';
import { instantOut, iso, isoOrNull } from '../http/fields.ts';

const states = ['open', 'go-on', 'taken', 'left', 'unsubscribed', 'released'] as const;

export const replyOut = z
  .object({
    id: z.string(),
    state: z.enum(states).meta({
      description:
        'open: nobody has decided. released: somebody lifted the hold without a word on the answer.',
    }),
    prospect: z.string(),
    email: z.string().nullable(),
    account: z.string().nullable(),
    journey: z.string(),
    step: z.string(),
    mail: z.string().meta({ description: 'Which one they answered.' }),
    subject: z.string().nullable(),
    owner: z
      .object({ kind: z.enum(['rep', 'sender']), id: z.string(), name: z.string() })
      .meta({ description: 'Whose it is: the rep who has them, else whoever signed the mail.' }),
    excerpt: z
      .string()
      .nullable()
      .meta({ description: 'What they wrote, without what they quote; at most 1,000 characters.' }),
    holds: z.boolean().meta({ description: 'Their mail waits for the decision.' }),
    at: instantOut,
    decidedAt: instantOut.nullable(),
    decidedBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Reply', description: 'What a person answered, for a person to decide on.' });

/** An answer as the API gives it. Pure. */
export const replyJson = ({ at, decidedAt, ...view }: ReplyView): z.input<typeof replyOut> => ({
  ...view,
  at: iso(at),
  decidedAt: isoOrNull(decidedAt),
});
