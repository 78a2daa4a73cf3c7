import { z } from 'zod';
import { isBusiness, parseLength } from '../core/length.ts';
import { domainOf } from '../core/recipient-group.ts';
import { day, sendWindow, workHours, zone } from './hours-schema.ts';
import { ownEvents, trackedEvents } from './reported.ts';
import { standardOf } from './standard-schema.ts';
import { language, ownPageWords, speaksIt } from './words-schema.ts';

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}$/u, "is no name: use letters, digits and '-'");
const text = z.string().trim().min(1, 'says nothing');
const length = z
  .string()
  .refine(
    (said) => (parseLength(said, 1) ?? 0) > 0,
    "is no length: say '3 days', '1 hour' or '2 weeks'",
  );
const span = length.refine(
  (said) => !isBusiness(said),
  'is counted in working time, and here every day counts',
);
const score = z.strictObject({ halvesEvery: span.optional() });
const schema = z.custom((said) => standardOf(said) !== undefined, 'is no Standard Schema: use zod');
const people = z.enum(['sales', 'success']);

const stageName = name.refine(
  (said) => said !== 'exit',
  "is taken: 'exit' holds the ends of interrupts",
);
const reportedNames = [...trackedEvents.keys(), ...ownEvents];
const eventName = z
  .string()
  .regex(/^[\w.-]+$/, "is no name of an event: use letters, digits, '.' and '-'")
  .refine(
    (said) => !reportedNames.includes(said),
    'is told by Perennial itself: name yours otherwise',
  );

const traitName = name.refine(
  (said) => !['fit', 'engagement', 'intent'].includes(said),
  'is taken: it is the name of a score',
);
/** Part of no key, so it may be said in words: 'office mornings'. */
const windowName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,79}$/u, "is no name: use letters, digits, blanks and '-'");
const teamName = name.refine(
  (said) => said !== 'owner',
  "is taken: 'owner' is whoever accepted the handoff",
);
const team = z.looseObject({
  name: text.optional(),
  owner: people.optional(),
  reps: z
    .array(z.object({ id: name, name: text, email: z.email('is no address') }))
    .min(1, 'has no reps')
    .refine(
      (reps) => new Set(reps.map(({ id }) => id)).size === reps.length,
      'has two reps of one id',
    ),
  zone: zone.optional(),
  hours: workHours.optional(),
  open: z
    .int('is no whole number')
    .min(1, 'is no capacity: say how many handoffs they can have open, or leave it out')
    .optional(),
});

const mails = z
  .int('is no whole number')
  .min(1, 'lets no mail go: say how many a day, or leave it out');
const isPlan = (days: unknown): boolean =>
  days === true ||
  (z.array(mails).min(1).safeParse(days).success &&
    (days as readonly number[]).every((many, i, all) => i === 0 || many >= (all[i - 1] ?? 0)));
const warmUp = z.custom(
  isPlan,
  'is no plan: say true, or how many mails on each day, never fewer than the day before, as in [500, 1000, 2000]',
);
const site = z
  .string()
  .regex(
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    "is no domain: say it in small letters, as in 'company.com'",
  );
const utm = z.strictObject({
  domains: z.array(site).min(1, 'has no domains: say which sites are yours'),
  source: text,
  medium: text,
  campaign: text.optional(),
});

/** What `house.ts` must export. The types say the same; this says it to whoever has none. */
export const houseSchema = z
  .looseObject({
    stages: z.record(
      stageName,
      z.looseObject({
        owner: z.enum(['marketing', 'sales', 'success']),
        demand: z.enum(['create', 'capture', 'fulfil']),
        recycle: z.literal(true).optional(),
      }),
    ),
    events: z.record(eventName, schema),
    traits: z.record(traitName, schema),
    scores: z.strictObject({ fit: score, engagement: score, intent: score }).partial().optional(),
    reasons: z.record(name, z.looseObject({ rest: length.optional(), of: people.optional() })),
    teams: z.record(teamName, team),
    topics: z.record(
      name,
      z
        .looseObject({
          name: text.optional(),
          names: z.record(language, text).optional(),
          service: z.literal(true).optional(),
          confirm: text.optional(),
        })
        .refine(
          ({ service, confirm }) => service === undefined || confirm === undefined,
          'is a service, which nobody has to confirm: leave out one of the two',
        ),
    ),
    senders: z.record(
      name,
      z.looseObject({
        name: text,
        address: z.email('is no address'),
        replyTo: z.email('is no address').optional(),
        zone: zone.optional(),
        perDay: mails.optional(),
      }),
    ),
    sender: z.string(),
    postal: text,
    limits: z.looseObject({
      perWeek: z.number().int().min(1),
      gap: length,
      minEducateShare: z.number().min(0).max(1).optional(),
      perDay: mails.optional(),
      warmUp: z.record(z.string(), warmUp).optional(),
    }),
    lateTraits: z.array(name).optional(),
    zone: zone.optional(),
    hours: workHours.optional(),
    holidays: z.array(day).optional(),
    windows: z.record(windowName, sendWindow).optional(),
    says: z.record(z.string(), text).optional(),
    utm: utm.optional(),
    language: language.optional(),
    pageWords: ownPageWords.optional(),
  })
  .refine(speaksIt, { path: ['language'], message: 'is none that pageWords has, or we have' })
  .refine(({ sender, senders }) => Object.hasOwn(senders, sender), {
    path: ['sender'],
    message: 'is none of the senders',
  })
  .refine(
    ({ lateTraits, traits }) => (lateTraits ?? []).every((one) => Object.hasOwn(traits, one)),
    {
      path: ['lateTraits'],
      message: 'names what is no trait',
    },
  )
  .superRefine(({ senders, limits }, context) => {
    const domains = Object.values(senders).map(({ address }) => domainOf(address));
    for (const domain of Object.keys(limits.warmUp ?? {}))
      if (!domains.includes(domain))
        context.addIssue({
          code: 'custom',
          path: ['limits', 'warmUp', domain],
          message: `is the domain of no sender: there are ${[...new Set(domains)].join(', ')}`,
        });
  });
