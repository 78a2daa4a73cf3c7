import { z } from 'zod';
import type { Api } from './api.ts';

/** What verbs need of a prospect. */
export const person = z.looseObject({
  id: z.string(),
  email: z.string().nullable(),
  zone: z.string().nullable(),
  account: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()),
  consents: z.array(
    z.looseObject({ topic: z.string(), basis: z.string(), withdrawnAt: z.string().nullable() }),
  ),
  suppressed: z.looseObject({ reason: z.string() }).nullable(),
  entries: z.array(
    z.looseObject({
      journey: z.string(),
      status: z.string(),
      stage: z.string().nullable(),
      step: z.string().nullable(),
      faulted: z.string().nullable(),
      endedAs: z.string().nullable(),
    }),
  ),
});
export type Person = z.infer<typeof person>;

/** Whoever has this address. */
export const findPerson = (api: Api, email: string): Promise<Person> =>
  api.get(`/v1/prospects?email=${encodeURIComponent(email)}`, person);
