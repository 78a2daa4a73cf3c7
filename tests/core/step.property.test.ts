import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginState } from '../../core/begin.ts';
import type { Facts } from '../../core/fact.ts';
import type { Answer, Event, Handoff, HandoffState, State } from '../../core/state.ts';
import { step } from '../../core/step.ts';
import { DAY } from '../support/passage.ts';
import { small } from '../support/small-journey.ts';

const plain = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
const instant = fc.nat(400).map((half) => half * (DAY / 2));
const facts: fc.Arbitrary<Facts> = fc.dictionary(
  fc.constantFrom(...Object.keys(small.facts)),
  fc.tuple(instant, fc.option(instant), fc.option(instant)).map(([since, last, length]) => ({
    since,
    ...(last !== null && { last: since + last }),
    ...(length !== null && { until: since + length }),
  })),
  { noNullPrototype: true },
);
const states: HandoffState[] = [
  'offered',
  'not-yet',
  'accepted',
  'rejected',
  'expired',
  'won',
  'lost',
  'returned',
  'withdrawn',
];
/** Handoffs of this entry, each at any of its revisions: a revision says the same thing whenever it is told. */
const handoff: fc.Arbitrary<Handoff> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(states.length - 1), fc.nat(1))
  .map(([visit, turn, from]) => ({
    id: `h${visit}`,
    key: `handoff.offer#${visit}`,
    rev: turn * 2 + from,
    state: states[turn] ?? 'offered',
    until: (turn + 1) * 20 * DAY,
    reason: ['not-ready', 'bad-fit', 'quiet', 'other'][turn % 4] ?? 'other',
    rep: 'ben',
  }));
const answer: fc.Arbitrary<Answer> = fc.oneof(
  plain({ kind: fc.constantFrom('sent', 'refused', 'unknown', 'yield', 'gone'), at: instant }),
  plain({ kind: fc.constantFrom('skipped', 'unqualified'), at: instant, reason: fc.string() }),
  plain({ kind: fc.constant('deferred'), at: instant, until: instant, reason: fc.string() }),
  plain({ kind: fc.constant('held'), at: instant, until: instant, by: fc.string() }),
  plain({ kind: fc.constant('handoff'), at: instant, handoff }),
  plain({ kind: fc.constant('stale'), at: instant, seq: fc.nat(9), facts }),
  plain({ kind: fc.constant('stays'), at: instant }),
) as fc.Arbitrary<Answer>;
const told = fc.record(
  {
    kind: fc.constant('told' as const),
    entry: fc.constant('entry-1'),
    at: instant,
    seq: fc.nat(9),
    facts,
    handoff,
    yield: fc.constant(true as const),
    repair: fc.constant(true as const),
  },
  { requiredKeys: ['kind', 'entry', 'at'], noNullPrototype: true },
);
/** `right`: the answer to the question under way; else a late answer to some other question. */
const happening = fc.oneof(
  plain({ kind: fc.constant('woke' as const), at: instant }),
  told,
  plain({ kind: fc.constant('answered' as const), at: instant, right: fc.boolean(), answer }),
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

const eventOf = (happened: Happening, state: State): Event => {
  if (happened.kind !== 'answered') return happened;
  const asked = (happened.right ? state.asked : undefined) ?? 'nurture.hello#1.0';
  return { kind: 'answered', at: happened.at, asked, answer: happened.answer };
};
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const anyLife = fc.array(fc.array(happening, { maxLength: 4 }), { maxLength: 40 });

function live(
  life: readonly (readonly Happening[])[],
  see: (was: State, is: ReturnType<typeof step>) => void,
): void {
  let state = beginState('nurture.hello', 0, 1);
  for (const batch of life) {
    const was = state;
    const next = step(
      small,
      was,
      batch.map((one) => eventOf(one, was)),
    );
    see(was, next);
    state = next.state;
  }
}

test('whatever happens, in any order, repeated or late, step answers, and a question carries its key', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      live(life, (_, { state, todo }) => {
        if (todo) expect(state.asked).toBe(todo.key);
      });
    }),
    { numRuns: 500 },
  );
});

test('a question under way is never followed by another before it is answered', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      live(life, (was, { state, todo }) => {
        if (was.asked !== undefined && state.asked === was.asked) expect(todo).toBeUndefined();
      });
    }),
    { numRuns: 500 },
  );
});

test('after an end nothing is sent or offered', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      let ended = false;
      live(life, (_, { state, todo }) => {
        ended ||= small.steps[state.at]?.kind === 'end';
        if (ended && todo) expect(todo.kind).toBe('moved');
      });
    }),
    { numRuns: 500 },
  );
});

test('numbers of questions only grow, and time never goes back', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      live(life, (was, { state }) => {
        expect(state.n).toBeGreaterThanOrEqual(was.n);
        expect(state.now).toBeGreaterThanOrEqual(was.now);
      });
    }),
    { numRuns: 300 },
  );
});

test('every state, event and answer is the same after a trip through JSON', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      let state = beginState('nurture.hello', 0, 1);
      for (const batch of life) {
        const events = batch.map((one) => eventOf(one, state));
        expect(json(events)).toStrictEqual(events);
        const next = step(small, state, events);
        expect(step(small, json(state), json(events))).toStrictEqual(next);
        expect(json(next)).toStrictEqual(next);
        state = next.state;
      }
    }),
    { numRuns: 300 },
  );
});

test('events told twice leave the same state as told once', () => {
  fc.assert(
    fc.property(anyLife, fc.array(told, { maxLength: 3 }), (life, news) => {
      let state = beginState('nurture.hello', 0, 1);
      for (const batch of life)
        state = step(
          small,
          state,
          batch.map((one) => eventOf(one, state)),
        ).state;
      const once = step(small, state, news).state;
      const twice = step(small, state, [...news, ...news]).state;
      expect(twice).toStrictEqual(once);
    }),
    { numRuns: 300 },
  );
});
