import { z } from 'zod';
import { instantIn, name, text } from '../http/fields.ts';

const rep = name.meta({ description: 'The id of the rep who answers: one of the team.' });

/** What a rep may say to a handoff: one shape for each verb, the same for the API, the pages and the link in the mail. */
export const answers = {
  accept: z.strictObject({ rep }),
  reject: z.strictObject({
    rep,
    reason: name.meta({ description: 'A reason that the house knows.' }),
    note: text.exactOptional(),
  }),
  'not-yet': z.strictObject({ rep, until: instantIn.meta({ description: 'When to ask again.' }) }),
  return: z.strictObject({ rep, reason: name.exactOptional() }),
  outcome: z.strictObject({
    rep,
    outcome: z.enum(['won', 'lost']),
    reason: name.exactOptional(),
    value: z.number().nonnegative().exactOptional(),
  }),
} as const;
