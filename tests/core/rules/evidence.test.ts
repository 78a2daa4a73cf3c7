import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/fact.ts';
import type { Ask } from '../../../core/frozen.ts';
import { type Ground, isEvidence, showsIntent, whatCounts } from '../../../core/rules/evidence.ts';
import { journey, scores } from './book.ts';

const scored: Ground = { journey: journey(), scores };
const { intent: _, ...withoutIntent } = scores;
const unscored: Ground = { journey: journey(), scores: withoutIntent };
const did = (event: string, more: object = {}): Ask => ({ kind: 'did', event, ...more });

describe('what shows intent, where scores say so', () => {
  test.for<[boolean, Ask]>([
    [true, { kind: 'score', axis: 'intent', atLeast: 1 }],
    [false, { kind: 'score', axis: 'intent', atLeast: 0 }],
    [false, { kind: 'score', axis: 'engagement', atLeast: 90 }],
    [true, did('demo.asked')],
    [true, did('mail.replied')],
    [false, did('guide.read')],
    [false, did('never.scored')],
    [false, { kind: 'rested' }],
    [false, { kind: 'trait', trait: 'role', is: { value: 'buyer' } }],
  ])('%s: %j', ([shows, ask]) => {
    expect(isEvidence(ask, scored)).toBe(shows);
  });

  test.for<[boolean, object]>([
    [true, { minutes: { atLeast: 30 } }],
    [true, { minutes: 45 }],
    [true, { minutes: [30, 60] }],
    [false, { minutes: [10, 60] }],
    [false, { minutes: { atLeast: 10 } }],
    [false, { minutes: { under: 30 } }],
    [false, {}],
  ])('of a signal with a condition, only what implies it: %s: %j', ([shows, where]) => {
    const signal = {
      kind: 'did',
      event: 'tour.taken',
      where: { minutes: { atLeast: 20 } },
    } as const;
    const ground = { ...scored, scores: { intent: { worth: [{ points: 9, signal }] } } };
    expect(isEvidence(did('tour.taken', { where }), ground)).toBe(shows);
  });

  test('a signal that takes points away shows none', () => {
    const worth = [{ points: -9, signal: { kind: 'did', event: 'jobs.seen' } as const }];
    expect(isEvidence(did('jobs.seen'), { ...scored, scores: { intent: { worth } } })).toBe(false);
  });
});

test('without a score of intent every deed of theirs counts, but coming in, learning and clicking', () => {
  const shows = [
    'prices.seen',
    'mail.replied',
    'trial.started',
    'guide.read',
    'mail.clicked',
  ].filter((event) => isEvidence(did(event), unscored));
  expect(shows).toEqual(['prices.seen', 'mail.replied']);
  expect(whatCounts(unscored)).toMatch(/^No score of intent says what counts here/);
  expect(whatCounts(scored)).toContain('did demo.asked, did prices.seen');
});

describe('a condition is a gate', () => {
  const yes = 'intent >= 30';
  const no = 'role is "buyer"';
  test.for<[boolean, Rule]>([
    [true, { all: [no, yes] }],
    [false, { any: [no, yes] }],
    [true, { any: [yes, 'did demo.asked'] }],
    [false, { any: [] }],
    [false, { not: yes }],
    [true, { not: { not: yes } }],
    [true, { not: { any: [no, { not: yes }] } }],
    [false, { not: { all: [no, { not: yes }] } }],
    [true, { not: { all: [{ not: yes }] } }],
    [false, 'no such sentence'],
  ])('%s: %j', ([gate, rule]) => {
    expect(showsIntent(rule, scored)).toBe(gate);
  });
});
