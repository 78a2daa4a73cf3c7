import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf } from '../../core/facts-of.ts';
import type { Axis, Worth } from '../../core/frozen.ts';
import { type AxisOf, scoreAt, scoreFact, scoreLines } from '../../core/score.ts';
import { DAY } from '../support/passage.ts';
import { did, known } from '../support/some-knowledge.ts';

const per = (event: string, points: number, upTo?: number): Worth => ({
  points,
  signal: { kind: 'did', event },
  ...(upTo !== undefined && { upTo }),
});
const buyer: Worth = {
  points: 15,
  signal: { kind: 'trait', trait: 'role', is: { value: 'buyer' } },
};
const intent = (axis: Partial<Axis> = {}): AxisOf => ({
  name: 'intent',
  axis: { halvesEvery: '10 days', worth: [per('pricing', 20), per('left', -8)], ...axis },
});
const pricing = (...days: number[]) => days.map((day) => did('pricing', day * DAY));

test('points are added when it happens and halve with time', () => {
  const of = known({ deeds: pricing(0) });
  expect(scoreAt(intent(), of, 0)).toBe(20_000);
  expect(scoreAt(intent(), of, 10 * DAY)).toBe(10_000);
  expect(scoreAt(intent(), of, 30 * DAY)).toBe(2_500);
});

test('what somebody is counts in full for as long as it is so', () => {
  const axis = intent({ worth: [buyer, per('pricing', 20)] });
  const of = known({ deeds: pricing(0), traits: { role: { value: 'buyer', at: 0 } } });
  expect(scoreAt(axis, of, 10 * DAY)).toBe(25_000);
  expect(scoreAt(axis, known({ traits: { role: { value: 'user', at: 0 } } }), DAY)).toBe(0);
});

test('one signal never adds more than its limit, and what faded may be earned anew', () => {
  const axis = intent({ worth: [per('pricing', 20, 30)] });
  expect(scoreAt(axis, known({ deeds: pricing(0, 0, 0) }), 0)).toBe(30_000);
  expect(scoreAt(axis, known({ deeds: pricing(0, 0, 10) }), 10 * DAY)).toBe(30_000);
});

test('without a half-life nothing fades', () => {
  const of = known({ deeds: pricing(0) });
  expect(scoreAt({ name: 'fit', axis: { worth: [per('pricing', 20)] } }, of, 900 * DAY)).toBe(
    20_000,
  );
});

test('a handoff that closed has spent intent, and nothing else', () => {
  const of = known({ deeds: pricing(0, 3), spentAt: 2 * DAY });
  expect(scoreAt(intent({ worth: [per('pricing', 20)] }), of, 3 * DAY)).toBe(20_000);
  const engagement = { name: 'engagement', axis: { worth: [per('pricing', 20)] } } as const;
  expect(scoreAt(engagement, of, 3 * DAY)).toBe(40_000);
});

test('deeds from before they came in count: interest is a matter of the person', () => {
  expect(scoreAt(intent(), known({ deeds: pricing(0), from: DAY, enteredAt: DAY }), 0)).toBe(
    20_000,
  );
});

test('it falls below a threshold in closed form, to the second, and that closes the gate', () => {
  expect(scoreFact(intent(), 5, known({ deeds: pricing(0) }))).toEqual({
    since: 0,
    until: 20 * DAY,
  });
  const third = scoreFact(intent(), 15, known({ deeds: pricing(0) }));
  expect(third?.until).toBe(Math.ceil((10 * 86_400 * Math.log2(20 / 15)) / 1) * 1000);
});

test('bad news fades too: a score may rise by time alone', () => {
  const axis = intent({ worth: [buyer, per('left', -10)] });
  const of = known({ deeds: [did('left', DAY)], traits: { role: { value: 'buyer', at: 0 } } });
  expect(scoreFact(axis, 10, of)).toEqual({ since: 11 * DAY });
});

test('one that was never reached is no fact; one that was is remembered as over', () => {
  expect(scoreFact(intent(), 30, known({ deeds: pricing(0) }))).toBeUndefined();
  expect(scoreFact(intent(), 30, known({ deeds: pricing(0, 1) }))).toMatchObject({ since: DAY });
});

test('at demo pace it fades as much faster', () => {
  const of = known({ deeds: [did('pricing', 0)], pace: 1 / 43_200 });
  expect(scoreAt(intent(), of, 20_000)).toBe(10_000);
});

const aLife = fc.record({
  deeds: fc.array(
    fc.record({ name: fc.constantFrom('pricing', 'left', 'other'), at: fc.nat(60 * DAY) }),
    { maxLength: 12 },
  ),
  isBuyer: fc.boolean(),
  spent: fc.option(fc.nat(60), { nil: undefined }),
});
const lived = ({ deeds, isBuyer, spent }: typeof aLife extends fc.Arbitrary<infer L> ? L : never) =>
  known({
    deeds: deeds.map(({ name, at }) => did(name, at)),
    ...(isBuyer && { traits: { role: { value: 'buyer', at: 5 * DAY } } }),
    ...(spent !== undefined && { spentAt: spent * DAY }),
  });
const rich = intent({ worth: [buyer, per('pricing', 12.345, 30), per('left', -7.5, 20)] });

test('the account sums exactly: its lines are the score, at every one of them', () => {
  fc.assert(
    fc.property(aLife, fc.nat(90), (life, day) => {
      const lines = scoreLines(rich, lived(life), day * DAY);
      let sum = 0;
      for (const { milli, balance } of lines) {
        expect(Number.isInteger(milli)).toBe(true);
        sum += milli;
        expect(sum).toBe(balance);
      }
      expect(scoreAt(rich, lived(life), day * DAY)).toBe(sum);
    }),
  );
});

test('at every instant of its last stretch and after, the interval says what the score itself says', () => {
  fc.assert(
    fc.property(aLife, fc.integer({ min: 1, max: 30 }), fc.nat(200 * 24), (life, least, hour) => {
      const now = hour * 3_600_000;
      const fact = scoreFact(rich, least, lived(life));
      const score = scoreAt(rich, lived(life), now);
      fc.pre(fact === undefined || now >= fact.since); // an earlier stretch is nobody's business
      const isHigh = fact !== undefined && now < (fact.until ?? Infinity);
      // whole thousandths are rounded at each line, a second at a crossing
      const above = score - least * 1000;
      expect(isHigh ? above : -above).toBeGreaterThan(-20);
    }),
    { numRuns: 500 },
  );
});

test('the order in which deeds are told makes no difference to any fact', () => {
  const facts = {
    'intent >= 9': { kind: 'score', axis: 'intent', atLeast: 9 },
    twice: { kind: 'did', event: 'pricing', times: 2, within: '9 days' },
    last: { kind: 'moment', anchor: { of: 'other', property: 'when' } },
  } as const;
  const journey = { facts, scores: { intent: rich.axis } };
  fc.assert(
    fc.property(aLife, fc.infiniteStream(fc.nat()), (life, order) => {
      const one = lived(life);
      const shuffled = one.deeds
        .map((deed) => [order.next().value ?? 0, deed] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, deed]) => deed);
      expect(factsOf(journey, { ...one, deeds: shuffled })).toEqual(factsOf(journey, one));
    }),
  );
});
