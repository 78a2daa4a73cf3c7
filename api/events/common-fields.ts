import type { z } from 'zod';
import { instantIn, name } from '../http/fields.ts';
import { identityIn } from './identity.ts';

/** What every event says: whom it is about, which one it is, and when it happened. */
export const common = {
  ...identityIn,
  messageId: name.exactOptional().meta({ description: 'The same one twice is one event.' }),
  timestamp: instantIn
    .exactOptional()
    .meta({ description: 'When it happened; now, if it is not said.' }),
};
export type Common = z.output<z.ZodObject<typeof common>>;
