import { z } from 'zod';
import { parseLength } from '../core/length.ts';
import { day, workHours, zone } from './hours-schema.ts';

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
const share = z.number('is a share: a number from 0 to 1').min(0).max(1, 'is a share of 1');
const often = z.number('is how often: a number').min(0, 'is 0 or more');
const hours = z.number('is a number of hours').min(0);

/** Decimal fractions do not always add up to 1 to the last bit. */
const NEARLY = 1e-9;
const total = (shares: readonly number[]): number => shares.reduce((sum, one) => sum + one, 0);
const tooMuch = 'are shares of 1, and together more than 1';

const sharesOf = (name: z.ZodString): z.ZodType<Record<string, number>, Record<string, number>> =>
  z.record(name, share).refine((said) => total(Object.values(said)) <= 1 + NEARLY, tooMuch);
const shares = sharesOf(z.string());
const zones = z
  .record(zone, share)
  .refine((said) => total(Object.values(said)) <= 1 + NEARLY, tooMuch);

const inOrder = [
  ({ from, to }: { from: number; to: number }) => from <= to,
  'goes from the less to the more',
] as const;
const pieces = z
  .array(
    z.union(
      [
        z.strictObject({ share, is: scalar }),
        z.strictObject({ share, from: z.int(), to: z.int() }).refine(...inOrder),
      ],
      'is { "share": 0.2, "is": 40 } or { "share": 0.2, "from": 1, "to": 49 } (whole numbers)',
    ),
  )
  .refine((said) => total(said.map((one) => one.share)) <= 1 + NEARLY, tooMuch);
const spread = z.union(
  [scalar, shares, pieces],
  'is a value, { "this": 0.6, "that": 0.4 }, or a list of pieces with shares that are 1 together at most',
);

const property = z.union(
  [
    scalar,
    z.strictObject({ in: length }),
    z.strictObject({ oneOf: shares }),
    z.strictObject({ same: text }),
  ],
  'is a value, { "in": "30 days" }, { "oneOf": { "this": 0.6, "that": 0.4 } } or { "same": "the property of the event before" }',
);
export type Property = z.output<typeof property>;
const properties = z.record(z.string(), property).exactOptional();

const habit = z.strictObject({
  event: text,
  with: properties,
  perMonth: often,
  inMarket: often.exactOptional(),
});
const kind = {
  zones: zones.exactOptional(),
  traits: z.record(z.string(), spread).exactOptional(),
  does: z.array(habit).exactOptional(),
};

const consequence = z.strictObject({
  of: text,
  where: z.record(z.string(), scalar).exactOptional(),
  chance: share,
  within: length,
  event: text,
  with: properties,
});

const when = {
  over: length.exactOptional(),
  perDay: often.gt(0, 'is more than 0').exactOptional(),
};
const arrival = z
  .union(
    [
      z.strictObject({ ...when, event: text, with: properties }),
      z.strictObject({ ...when, by: z.enum(['list', 'sales']) }),
    ],
    'is { "event": … } or { "by": "list" }, and may have "over" or "perDay"',
  )
  .refine(
    ({ over, perDay }) => over === undefined || perDay === undefined,
    'says one of two: "over" how long, or how many "perDay"',
  );

const reaction = z.strictObject({
  click: share.exactOptional(),
  reply: share.exactOptional(),
  unsubscribe: share.exactOptional(),
});
const mails = z.strictObject({
  within: length,
  educate: reaction.exactOptional(),
  convert: reaction.exactOptional(),
  named: z.record(z.string(), reaction).exactOptional(),
  inMarketTimes: often.exactOptional(),
});

const upToOne = <T extends z.ZodType>(
  schema: T,
  parts: (said: z.output<T>) => readonly number[],
): T => schema.refine((said) => total(parts(said)) <= 1 + NEARLY, tooMuch);
const answers = upToOne(
  z.strictObject({
    accept: share.exactOptional(),
    reject: shares.exactOptional(),
    notYet: z.strictObject({ share, for: length }).exactOptional(),
  }),
  ({ accept = 0, reject = {}, notYet }) => [accept, notYet?.share ?? 0, ...Object.values(reject)],
);
const outcomes = upToOne(
  z.strictObject({
    won: share.exactOptional(),
    lost: shares.exactOptional(),
    returned: share.exactOptional(),
  }),
  ({ won = 0, lost = {}, returned = 0 }) => [won, returned, ...Object.values(lost)],
);
const sales = z.strictObject({
  answersIn: z.strictObject({ from: hours, to: hours }).refine(...inOrder),
  perRepPerDay: often.gt(0, 'is more than 0'),
  answers: z.strictObject({ inMarket: answers, otherwise: answers }),
  outcomeAfter: z.strictObject({ from: length, to: length }),
  outcomes: z.strictObject({ inMarket: outcomes, otherwise: outcomes }),
});

const segments = upToOne(z.record(z.string(), z.strictObject({ ...kind, share })), (said) =>
  Object.values(said).map((segment) => segment.share),
);

/** `forecast.json`: how people and sales behave. What it names is held against the house by `checkBehaviour`. */
export const forecastSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  about: text.exactOptional(),
  starts: day,
  hours: workHours.exactOptional(),
  arrivals: z.record(z.string(), arrival),
  everyone: z.strictObject(kind).exactOptional(),
  segments: segments.default({}),
  market: z
    .strictObject({ atArrival: share, entersPerMonth: often, stays: length })
    .exactOptional(),
  leadsTo: z.array(consequence).exactOptional(),
  mails: mails.exactOptional(),
  sales: sales.exactOptional(),
  tasks: z.strictObject({ done: share, within: length }).exactOptional(),
});

export type ForecastFile = Omit<z.output<typeof forecastSchema>, '$schema'>;
