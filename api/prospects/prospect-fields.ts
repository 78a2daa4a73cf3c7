import { z } from 'zod';
import type { EntryView, ProspectView } from '../../store/find-prospect.ts';
import { address, bag, instantIn, instantOut, iso, isoOrNull, name, zone } from '../http/fields.ts';

export const consentIn = z.strictObject({
  topic: name,
  basis: z.enum(['consent', 'soft-opt-in', 'contract', 'legitimate-interest']),
  source: name
    .default('api')
    .meta({ description: 'Where it was given: a form, a fair, an import.' }),
  at: instantIn.exactOptional(),
  expiresAt: instantIn.exactOptional(),
  words: z
    .string()
    .min(1)
    .max(2000)
    .exactOptional()
    .meta({ description: 'What they had before their eyes when they agreed; kept as evidence.' }),
});

/** Somebody is told to us. */
export const prospectIn = z.strictObject({
  email: address,
  traits: bag.exactOptional(),
  consents: z.array(consentIn).max(50).exactOptional(),
  suppress: z.strictObject({ reason: name }).exactOptional(),
  zone: zone.exactOptional(),
  messageId: name.exactOptional().meta({ description: 'Makes repeating this harmless.' }),
});

/** One passage through a journey. */
const entryOut = z.object({
  id: z.string(),
  journey: z.string(),
  version: z.string(),
  status: z.enum(['wanting', 'speaking', 'parked', 'closed']),
  by: z.enum(['event', 'list', 'sales']),
  stage: z.string(),
  step: z.string(),
  faulted: z.string().nullable(),
  enteredAt: instantOut,
  endedAs: z.string().nullable(),
  endedAt: instantOut.nullable(),
});

/** Somebody, as we know them. */
export const prospectOut = z.object({
  id: z.string(),
  email: z.string().nullable(),
  zone: z.string().nullable(),
  account: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()),
  consents: z.array(
    z.object({
      topic: z.string(),
      basis: z.string(),
      source: z.string(),
      at: instantOut,
      expiresAt: instantOut.nullable(),
      withdrawnAt: instantOut.nullable(),
      pendingUntil: instantOut.nullable().meta({
        description: 'It counts once it is confirmed, which must be before then.',
      }),
    }),
  ),
  suppressed: z.object({ reason: z.string(), source: z.string(), at: instantOut }).nullable(),
  erasedAt: instantOut.nullable(),
  taken: z
    .object({ rep: z.string(), reason: z.string().nullable(), at: instantOut })
    .nullable()
    .meta({ description: 'Sales has them: no journey speaks until they are given back.' }),
  restUntil: instantOut.nullable().meta({ description: 'No offer and no convert before.' }),
  entries: z.array(entryOut).meta({ description: 'Newest first.' }),
  createdAt: instantOut,
});

/** A prospect as the API gives it. Pure. */
export const prospectJson = (view: ProspectView): z.input<typeof prospectOut> => ({
  id: view.id,
  email: view.email,
  zone: view.zone,
  account: view.account,
  traits: view.traits,
  consents: view.consents.map(
    ({ topic, basis, source, at, expiresAt, withdrawnAt, pendingUntil }) => ({
      topic,
      basis,
      source,
      at: iso(at),
      expiresAt: isoOrNull(expiresAt),
      withdrawnAt: isoOrNull(withdrawnAt),
      pendingUntil: isoOrNull(pendingUntil),
    }),
  ),
  suppressed:
    view.suppressed === undefined ? null : { ...view.suppressed, at: iso(view.suppressed.at) },
  erasedAt: isoOrNull(view.erasedAt),
  taken: view.taken === undefined ? null : { ...view.taken, at: iso(view.taken.at) },
  restUntil: isoOrNull(view.restUntil),
  entries: view.entries.map(entryJson),
  createdAt: iso(view.created),
});

const entryJson = (entry: EntryView): z.input<typeof entryOut> => ({
  id: entry.id,
  journey: entry.journey,
  version: entry.version,
  status: entry.status,
  by: entry.by,
  stage: entry.stage,
  step: entry.step,
  faulted: entry.faulted,
  enteredAt: iso(entry.enteredAt),
  endedAs: entry.endedAs,
  endedAt: isoOrNull(entry.endedAt),
});
