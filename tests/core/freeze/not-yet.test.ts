import { describe, expect, test } from 'vitest';
import { around, demo, refusals, rejected, say } from './words.ts';

const { before, did, educate, end, score, split, task, the, to, wait, waitFor } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const ending = end('done');

describe('words that are not carried out yet are refused, never taken for something else', () => {
  const seat = the('webinar.registered');
  test.for<[string, readonly unknown[], object]>([
    ['split', [split('s', { a: [], b: [] }), ending], {}],
    ['series', [educate.series('field-notes', { every: '30 days' }), ending], {}],
    ['task', [task('t', { for: 'owner', ask: 'Call.', within: '1 day' }), ending], {}],
    ['wait.until', [wait.until('2027-08-20'), ending], {}],
    ['2 business days', [wait('2 business days'), ending], {}],
    ['4 business hours', [waitFor('x', demo, { atMost: '4 business hours' }), ending], {}],
    [
      'a date as a time',
      [waitFor('x', demo, { atMost: before('1 day', seat.startsAt) }), ending],
      {},
    ],
    ['a date as a time', [waitFor('x', demo, { atMost: '2027-08-20' }), ending], {}],
    ['during', [educate('first-win', { during: 'mornings' }), ending], {}],
    ['during', [ending], { during: 'mornings' }],
    ['uselessAfter', [educate('first-win', { uselessAfter: '1 day' }), ending], {}],
    ['times', [educate('first-win', { when: demo.times(2) }), ending], {}],
    ['ever', [educate('first-win', { when: demo.ever() }), ending], {}],
    ['score', [educate('first-win', { when: score('intent').atLeast(3) }), ending], {}],
    [
      'a comparison with the(…) or trait(…)',
      [educate('first-win', { when: did('webinar.attended', { webinar: seat.webinar }) }), ending],
      {},
    ],
    ['again per', [ending], { again: { per: seat.webinar } }],
    ['on(…) within a time', [ending], { enter: { on: demo.within('1 day'), into: 'awareness' } }],
  ])('%s', ([word, steps, more]) => {
    expect(refusals(steps, more)).toEqual([expect.stringMatching(/^L001 /)]);
    expect(refusals(steps, more)[0]).toContain(`\`${word}\` is not carried out yet.`);
  });

  test('lost by reason', () => {
    const selling = [line('assist', { ...around.selling[0], lost: rejected })];
    expect(refusals([to('handoff')], { stages: { ...around, selling } })).toEqual([
      "L001 selling › assist › lost: `lost by reason` is not carried out yet. → Say one way for all: lost: to('…').",
    ]);
  });
});
