import { z } from 'zod';
import { SCOPES } from '../../store/hold-scope.ts';
import { instantOut, name, text } from '../http/fields.ts';

/** A hold to place. */
export const holdIn = z.strictObject({
  scope: z.enum(SCOPES).default('all'),
  of: z.string().max(400).exactOptional().meta({
    description:
      'Which one: a journey, journey/stage.step, the id of a sender, an account’s domain, the id of a prospect. Not for all.',
  }),
  reason: text.min(1),
  by: name.default('api'),
});
/** A hold, as it is told. */
export const holdOut = z.object({
  id: z.string(),
  scope: z.enum(SCOPES),
  of: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  placedAt: instantOut,
  releasedAt: instantOut.nullable(),
});
