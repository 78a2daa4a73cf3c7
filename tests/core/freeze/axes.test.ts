import { describe, expect, test } from 'vitest';
import { freezeAxes } from '../../../core/freeze/axes.ts';
import { all, type Scores } from '../../../core/language/index.ts';
import { house } from '../language/house.ts';
import { say, words } from './words.ts';

const { did, the, trait, worth } = say;

const scores = {
  fit: [
    worth(25, trait('role').oneOf('buyer', 'champion')),
    worth(-20, trait('employees').under(5)),
  ],
  intent: [
    worth(40, did('demo.requested')),
    worth(8, did('webinar.attended', { minutes: { atLeast: 20 } }), { upTo: 24 }),
  ],
} satisfies Scores;

const problemsOf = (
  written: unknown,
  kept: typeof house.scores | undefined = house.scores,
): readonly string[] =>
  (freezeAxes(kept, written, words).problems ?? []).map(
    ({ code, path, what, mend }) => `${code} ${path}: ${what} → ${mend}`,
  );

test('each axis has its half-life from the house and its signals from scores.ts', () => {
  const { axes } = freezeAxes(house.scores, scores, words);
  expect(Object.fromEntries(axes ?? [])).toEqual({
    fit: {
      worth: [
        {
          points: 25,
          signal: { kind: 'trait', trait: 'role', is: { oneOf: ['buyer', 'champion'] } },
        },
        { points: -20, signal: { kind: 'trait', trait: 'employees', is: { under: 5 } } },
      ],
    },
    intent: {
      halvesEvery: '10 days',
      worth: [
        { points: 40, signal: { kind: 'did', event: 'demo.requested' } },
        {
          points: 8,
          signal: { kind: 'did', event: 'webinar.attended', where: { minutes: { atLeast: 20 } } },
          upTo: 24,
        },
      ],
    },
  });
});

test('a score that nothing is written for is not there', () => {
  expect([...(freezeAxes(house.scores, { fit: scores.fit }, words).axes?.keys() ?? [])]).toEqual([
    'fit',
  ]);
});

describe('what is no score is refused', () => {
  const one = (signal: unknown, more: object = {}): object => ({
    intent: [{ points: 8, signal, ...more }],
  });
  const demo = { did: { event: 'demo.requested' } };

  test.for<[string, unknown, string]>([
    [
      'a name that is none',
      { intend: scores.intent },
      "L014 intend: The house keeps no score 'intend'. → Did you mean 'intent'?",
    ],
    [
      'one that the house does not keep',
      { engagement: scores.intent },
      "L014 engagement: The house keeps no score 'engagement'. → There are: fit, intent.",
    ],
    [
      'nothing that counts',
      { intent: [] },
      "L014 intent: Nothing counts into it. → Say what does: worth(8, did('…')); or take it out.",
    ],
    [
      'no points',
      one(demo, { points: 0 }),
      'L000 intent › 1: 0 are no points. → Say a number: 8, or -20 for what speaks against them.',
    ],
    [
      'a limit of nothing',
      one(demo, { upTo: 0 }),
      'L000 intent › 1 › upTo: 0 is no limit. → Say how many points it adds at most: { upTo: 24 }.',
    ],
    [
      'an option',
      one(demo, { upto: 3 }),
      "L000 intent › 1: `upto` says nothing here. → Did you mean 'upTo'?",
    ],
    [
      'how often',
      one(did('demo.requested').times(2)),
      'L000 intent › 1 › signal: .times(…) asks nothing of a signal. → Leave .times(…) out: each time adds its points, and upTo limits them.',
    ],
    [
      'how long ago',
      one(did('demo.requested').within('3 days')),
      'L000 intent › 1 › signal: .within(…) asks nothing of a signal. → Leave .within(…) out: points fade as halvesEvery of the score says, in house.ts.',
    ],
    [
      'ever',
      one(did('demo.requested').ever()),
      'L000 intent › 1 › signal: .ever(…) asks nothing of a signal. → Leave .ever() out: a score remembers everything anyway.',
    ],
    [
      'several parts',
      one(all(did('demo.requested'))),
      "L000 intent › 1 › signal: A condition of several parts is no signal. → Say did('…') or trait('…').is(…), each with a worth of its own.",
    ],
    [
      'another score',
      one({ score: 'fit', atLeast: 3 }),
      'L000 intent › 1 › signal: A condition of several parts is no signal.',
    ],
    ['nothing at all', one(undefined), 'L000 intent › 1 › signal: undefined is no signal.'],
    [
      'an event that is not there',
      one({ did: { event: 'demo.requestd' } }),
      "L010 intent › 1 › signal: 'demo.requestd' is not an event of the house.",
    ],
    [
      'a value that is not there',
      one({ trait: 'role', is: 'byer' }),
      "L012 intent › 1 › signal › role: It is never 'byer'.",
    ],
    [
      'an event of one journey',
      one(did('webinar.attended', { webinar: the('webinar.registered').webinar })),
      "L000 intent › 1 › signal: the('…') is of one journey, and a score is of the person, whatever journey they are in. → Compare with plain values.",
    ],
  ])('%s', ([, written, refusal]) => {
    expect(problemsOf(written)).toEqual([expect.stringContaining(refusal)]);
  });

  test('in a house that keeps none', () => {
    const { problems } = freezeAxes(undefined, scores, words);
    expect(problems?.map(({ path }) => path)).toEqual(['fit', 'intent']);
    expect(problems?.[0]?.mend).toContain('Say in house.ts which it keeps');
  });
});
