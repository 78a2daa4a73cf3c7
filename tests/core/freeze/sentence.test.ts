import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../../core/canonical.ts';
import { sentence } from '../../../core/freeze/sentence.ts';
import type { Ask } from '../../../core/frozen.ts';

test.for<[Ask, string]>([
  [{ kind: 'rested' }, 'rested'],
  [{ kind: 'did', event: 'demo.requested' }, 'did demo.requested'],
  [{ kind: 'did', event: 'pricing.viewed', within: '7 days' }, 'did pricing.viewed within 7 days'],
  [
    { kind: 'did', event: 'guide.downloaded', where: { topic: 'security' } },
    'did guide.downloaded where topic is "security"',
  ],
  [
    {
      kind: 'did',
      event: 'guide.downloaded',
      where: { topic: ['roi', 'security'] },
      within: '1 day',
    },
    'did guide.downloaded where topic in "roi", "security" within 1 day',
  ],
  [
    { kind: 'did', event: 'webinar.attended', where: { webinar: 'x', minutes: { atLeast: 20 } } },
    'did webinar.attended where minutes >= 20 and webinar is "x"',
  ],
  [
    { kind: 'did', event: 'page.viewed', where: { path: { startsWith: '/pricing' } } },
    'did page.viewed where path starts with "/pricing"',
  ],
  [{ kind: 'trait', trait: 'role', is: { value: 'buyer' } }, 'role is "buyer"'],
  [
    { kind: 'trait', trait: 'role', is: { oneOf: ['buyer', 'champion'] } },
    'role in "buyer", "champion"',
  ],
  [{ kind: 'trait', trait: 'employees', is: { atLeast: 200 } }, 'employees >= 200'],
  [{ kind: 'trait', trait: 'employees', is: { under: 51 } }, 'employees < 51'],
  [{ kind: 'trait', trait: 'role', is: { known: true } }, 'role is known'],
  [{ kind: 'score', axis: 'intent', atLeast: 30 }, 'intent >= 30'],
  [
    { kind: 'did', event: 'page.viewed', times: 3, within: '7 days', ever: true },
    'did page.viewed 3 times within 7 days ever',
  ],
  [
    {
      kind: 'did',
      event: 'webinar.attended',
      where: { webinar: { of: 'webinar.registered', property: 'webinar' } },
    },
    'did webinar.attended where webinar is the webinar.registered.webinar',
  ],
  [{ kind: 'moment', anchor: { day: '2027-08-20' } }, '2027-08-20'],
  [{ kind: 'moment', anchor: { trait: 'contractEnds' } }, 'the date contractEnds'],
  [
    {
      kind: 'moment',
      anchor: { of: 'webinar.registered', property: 'startsAt' },
      shift: { by: '1 hour', side: 'before' },
    },
    '1 hour before the webinar.registered.startsAt',
  ],
])('%o', ([ask, said]) => {
  expect(sentence(ask)).toBe(said);
});

test('a number and the text of it are two sentences', () => {
  const of = (value: string | number): string =>
    sentence({ kind: 'trait', trait: 't', is: { value } });
  expect(of(3)).not.toBe(of('3'));
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const number = fc.integer();
const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a', 'b', 'a is "x"', 'did a'));
const match = fc.oneof(
  scalar,
  fc.array(scalar, { minLength: 1, maxLength: 3 }),
  fc.record({ atLeast: number }),
  fc.record({ under: number }),
  fc.record({ startsWith: fc.string() }),
  fc.record({ of: name, property: name }),
);
const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.constant<Ask>({ kind: 'rested' }),
  fc.record({
    kind: fc.constant('score' as const),
    axis: fc.constantFrom('fit' as const, 'intent' as const),
    atLeast: number,
  }),
  fc.record(
    {
      kind: fc.constant('moment' as const),
      anchor: fc.oneof(
        fc.record({ of: name, property: name }),
        fc.record({ trait: name }),
        fc.record({ day: fc.constantFrom('2027-08-20', '2027-08-21') }),
      ),
      shift: fc.record({
        by: fc.constantFrom('1 day', '7 days'),
        side: fc.constantFrom('before' as const, 'after' as const),
      }),
    },
    { requiredKeys: ['kind', 'anchor'] },
  ),
  fc.record(
    {
      kind: fc.constant('did' as const),
      event: name,
      where: fc.dictionary(name, match, { minKeys: 1, maxKeys: 3 }),
      within: fc.constantFrom('1 day', '7 days'),
      times: fc.integer({ min: 2, max: 4 }),
      ever: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'event'] },
  ),
  fc.record({
    kind: fc.constant('trait' as const),
    trait: name,
    is: fc.oneof(
      fc.record({ value: scalar }),
      fc.record({ oneOf: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
      fc.record({ atLeast: number }),
      fc.record({ under: number }),
      fc.constant({ known: true as const }),
    ),
  }),
);

test('two questions never share a sentence', () => {
  fc.assert(
    fc.property(ask, ask, (a, b) => {
      expect(sentence(a) === sentence(b)).toBe(canonical(a) === canonical(b));
    }),
    { numRuns: 3000 },
  );
});
