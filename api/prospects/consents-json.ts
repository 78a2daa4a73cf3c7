import { z } from 'zod';
import type { Evidence } from '../../store/consent-evidence.ts';
import { instantOut, iso } from '../http/fields.ts';

/** All that was ever said of somebody's consents, oldest first. */
export const consentsOut = z.object({
  evidence: z.array(
    z.object({
      topic: z.string(),
      change: z.enum(['given', 'withdrawn', 'requested', 'confirmed']),
      basis: z.string().nullable(),
      source: z.string().meta({ description: 'Where it was said: a form, an import, one-click.' }),
      words: z.string().nullable().meta({
        description: 'What they had before their eyes, where that is known.',
      }),
      saidAt: instantOut.meta({ description: 'When they said so, as far as is known.' }),
      at: instantOut.meta({ description: 'When it was written down.' }),
    }),
  ),
});

/** Pure. */
export const consentsJson = (evidence: readonly Evidence[]): z.input<typeof consentsOut> => ({
  evidence: evidence.map(({ saidAt, at, ...said }) => ({
    ...said,
    saidAt: iso(saidAt),
    at: iso(at),
  })),
});
