import { z } from 'zod';
import { emailKey } from '../../store/email-key.ts';
import { isZone } from '../../zones/zone.ts';

/** The words of the API: each field is said once. */

export const address = z
  .string('an e-mail address is needed.')
  .trim()
  .max(320)
  .refine((text) => emailKey(text) !== undefined, {
    error: ({ input }) =>
      typeof input === 'string' && !input.includes('@')
        ? 'is no e-mail address: there is no @ in it.'
        : 'is no e-mail address.',
  })
  .meta({ description: 'An e-mail address.', example: 'ana@northwind.example' });

export const id = z.uuid('is no id: ids are UUIDs.');
export const name = z.string().min(1).max(200);
export const text = z.string().max(2000);

/** An instant as ISO 8601, or a day, which begins at midnight UTC. In: milliseconds since 1970. */
export const instantIn = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    'is no date: write 2027-05-12 or 2027-05-12T09:00:00Z.',
  )
  .transform((iso) => Date.parse(iso));

/** An instant in an answer, as ISO 8601. */
export const instantOut = z.iso.datetime();
export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : iso(at);

export const bag = z.record(z.string().min(1).max(100), z.unknown());

export const zone = z
  .string()
  .refine(isZone, 'is no time zone: write an IANA name such as Europe/Berlin.');

export const byId = z.object({ id });
