import { z } from 'zod';
import { dayOf } from '../core/calendar/day.ts';
import { parseLength } from '../core/length.ts';

const text = z.string().trim().min(1, 'says nothing');
const length = z
  .string()
  .refine(
    (said) => parseLength(said, 1) !== undefined && !said.includes('business'),
    "is no length: say '3 days', '1 hour' or '2 weeks'",
  );
const scalar = z.union(
  [z.string(), z.number(), z.boolean()],
  'is a text, a number, true or false, nothing else',
);
const said = z.union(
  [z.string(), z.number(), z.boolean(), z.strictObject({ in: length })],
  'is a text, a number, true, false, or a date as in { "in": "30 days" }',
);
const wall = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d( ([01]\d|2[0-3]):[0-5]\d)?$/, "is no time: say '2027-01-11 10:30'")
  .refine((begins) => dayOf(begins.slice(0, 10)) !== undefined, 'is no day of the calendar');

const trigger = z.union(
  [
    z.strictObject({ mail: text }),
    z.strictObject({ series: text }),
    z.strictObject({ stage: text }),
    z.strictObject({ event: text }),
  ],
  'is one of { "mail": … }, { "series": … }, { "stage": … }, { "event": … }',
);
const when = {
  after: length.exactOptional(),
  of: trigger.exactOptional(),
  every: length.exactOptional(),
  times: z.int().min(1, 'is 1 or more').exactOptional(),
};
const doing = z
  .strictObject({
    ...when,
    event: text.exactOptional(),
    with: z.record(z.string(), said).exactOptional(),
    becomes: z.record(z.string(), scalar).exactOptional(),
  })
  .transform(({ event, with: props, becomes, ...at }, ctx) => {
    if (event !== undefined && becomes === undefined)
      return { ...at, event, ...(props && { with: props }) };
    if (becomes !== undefined && event === undefined && props === undefined)
      return { ...at, becomes };
    ctx.addIssue('says one of two: what they do ("event", and "with" what), or what they become');
    return z.NEVER;
  });

const outcome = z.strictObject({
  after: length,
  is: z.enum(['won', 'lost', 'returned'], 'is won, lost or returned'),
  reason: text.exactOptional(),
});
const answers = { after: length, rep: text.exactOptional() };
const answer = z.discriminatedUnion(
  'say',
  [
    z.strictObject({
      ...answers,
      say: z.literal('accept'),
      // oxlint-disable-next-line unicorn/no-thenable -- a word of the file, and no promise
      then: outcome.exactOptional(),
    }),
    z.strictObject({ ...answers, say: z.literal('reject'), reason: text }),
    z.strictObject({ ...answers, say: z.literal('not-yet'), for: length }),
    z.strictObject({
      after: length.default('0 days'),
      rep: text.exactOptional(),
      say: z.literal('nothing'),
    }),
  ],
  'says “accept”, “reject”, “not-yet” or “nothing”',
);

/** A persona as `personas/NAME.json` has it; what it names is held against the house by `checkPersona`. */
export const personaSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  name: text,
  about: text.exactOptional(),
  email: z.email('is no address'),
  zone: text.exactOptional(),
  account: text.exactOptional(),
  traits: z.record(z.string(), scalar).default({}),
  consent: z.array(text).exactOptional(),
  begins: wall.exactOptional(),
  does: z.array(doing).default([]),
  sales: z.array(answer).exactOptional(),
  tasks: z.strictObject({ after: length }).exactOptional(),
});

/** Somebody made up: what the simulator plays, and whom a preview is filled with. */
export type PersonaFile = Omit<z.output<typeof personaSchema>, '$schema'>;
