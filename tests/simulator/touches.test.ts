import { expect, test } from 'vitest';
import type { FrozenStep } from '../../core/frozen.ts';
import { BEGINS, given, journeyOf, story } from '../support/simulated.ts';

const mail = (name: string, next: string, more: Partial<FrozenStep> = {}): FrozenStep =>
  ({ kind: 'touch', mindset: 'educate', mail: name, next, ...more }) as FrozenStep;
const done = { kind: 'end', as: 'done' } as const;

test('a mail too soon after the last one is held for the gap, and its reason is kept', () => {
  const journey = journeyOf({
    steps: {
      'nurture.hello': mail('hello', 'nurture.keen'),
      'nurture.keen': {
        kind: 'waitFor',
        for: 'did pricing.viewed',
        atMost: '9 days',
        met: 'nurture.price',
        late: 'nurture.price',
      },
      'nurture.price': mail('price', 'nurture.end'),
      'nurture.end': done,
    },
    facts: { 'did pricing.viewed': { kind: 'did', event: 'pricing.viewed' } },
  });
  const happened = given({ journeys: [journey] })
    .someone({ does: [{ after: '6 hours', event: 'pricing.viewed' }] })
    .until(5);
  expect(story(happened, 'sent', 'deferred')).toEqual([
    'day 0: sent hello',
    'day 0.25: held price until day 1, too soon after the last mail',
    'day 1: sent price',
  ]);
  const why = [{ step: 'nurture.keen', way: 'met', rule: 'did pricing.viewed' }];
  expect(happened.filter(({ kind }) => kind === 'deferred' || kind === 'sent').slice(1)).toEqual([
    expect.objectContaining({ kind: 'deferred', why }),
    expect.objectContaining({ kind: 'sent', why }),
  ]);
});

test('a fourth mail in a week is held until the first of them is a week old', () => {
  const steps = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name, i) => [
      `nurture.${name}`,
      mail(name, `nurture.${'bcde'[i]}`, i === 0 ? {} : { due: ['1 day'] }),
    ]),
  );
  const happened = given({ journeys: [journeyOf({ steps: { ...steps, 'nurture.e': done } })] })
    .someone({})
    .until(10);
  expect(story(happened, 'sent', 'deferred')).toEqual([
    'day 0: sent a',
    'day 1: sent b',
    'day 2: sent c',
    'day 3: held d until day 7, 3 mails in the last week',
    'day 7: sent d',
  ]);
});

test('no mail goes out without consent for its topic', () => {
  const journey = journeyOf({
    steps: { 'nurture.hello': mail('hello', 'nurture.end'), 'nurture.end': done },
  });
  const happened = given({ journeys: [journey] })
    .someone({ consent: [] })
    .until(1);
  expect(story(happened, 'sent', 'skipped', 'ended')).toEqual([
    'day 0: skipped hello, no consent for this topic',
    'day 0: one ended done',
  ]);
});

const series = (more: Partial<FrozenStep> = {}): FrozenStep =>
  ({
    kind: 'series',
    mindset: 'educate',
    folder: 'notes',
    every: '1 week',
    next: 'nurture.end',
    ...more,
  }) as FrozenStep;

test('a series never repeats a mail; without an end of its own it goes on when all are seen', () => {
  const journey = journeyOf({ steps: { 'nurture.notes': series(), 'nurture.end': done } });
  const happened = given({ journeys: [journey], series: { notes: ['notes/1', 'notes/2'] } })
    .someone({})
    .until(60);
  expect(story(happened, 'sent', 'exhausted', 'ended')).toEqual([
    'day 0: sent notes/1',
    'day 7: sent notes/2',
    'day 14: exhausted',
    'day 14: one ended done',
  ]);
});

test('members of a series are seen for ever, wherever they were sent', () => {
  const journey = journeyOf({
    steps: {
      'nurture.single': mail('notes/1', 'nurture.notes'),
      'nurture.notes': series(),
      'nurture.end': done,
    },
  });
  const happened = given({ journeys: [journey], series: { notes: ['notes/1', 'notes/2'] } })
    .someone({})
    .until(20);
  expect(story(happened, 'sent')).toEqual(['day 0: sent notes/1', 'day 1: sent notes/2']);
});

test('when the first mail of a series was held, the next one still has a reason of its own', () => {
  const steps = {
    'nurture.hello': mail('hello', 'nurture.notes'),
    'nurture.notes': series({ due: ['1 hour'] }),
    'nurture.end': done,
  };
  const happened = given({ journeys: [journeyOf({ steps })], series: { notes: ['a', 'b'] } })
    .someone({})
    .until(20);
  expect(story(happened, 'deferred')).toHaveLength(1);
  const whys = happened.flatMap((one) => (one.kind === 'sent' && one.series ? [one.why] : []));
  expect(whys).toEqual([
    [{ step: 'nurture.notes', way: 'after', time: '1 hour' }],
    [{ step: 'nurture.notes', way: 'after', time: '1 week' }],
  ]);
});

test('an exhausted series with an end of its own waits for it, and goes on at once when it comes', () => {
  const journey = journeyOf({
    steps: {
      'nurture.notes': series({ until: 'did pricing.viewed' }),
      'nurture.end': done,
    },
    facts: { 'did pricing.viewed': { kind: 'did', event: 'pricing.viewed' } },
  });
  const happened = given({ journeys: [journey], series: { notes: ['notes/1'] } })
    .someone({ does: [{ after: '31 days', event: 'pricing.viewed' }] })
    .until(60);
  expect(story(happened, 'sent', 'ended')).toEqual([
    'day 0: sent notes/1',
    'day 31: one ended done',
  ]);
  expect(story(happened, 'exhausted')).toEqual(
    [7, 14, 21, 28].map((day) => `day ${day}: exhausted`),
  );
});

test('each further mail of a series says that its interval was over', () => {
  const journey = journeyOf({
    steps: { 'nurture.notes': series({ due: ['3 days'] }), 'nurture.end': done },
  });
  const happened = given({ journeys: [journey], series: { notes: ['notes/1', 'notes/2'] } })
    .someone({})
    .until(11);
  const reasons = happened.flatMap((one) => (one.kind === 'sent' ? [one.why] : []));
  expect(reasons).toEqual([
    [{ step: 'nurture.notes', way: 'after', time: '3 days' }],
    [{ step: 'nurture.notes', way: 'after', time: '1 week' }],
  ]);
});

const START = 'the start of talk.booked';
const talk = journeyOf({
  enter: [{ on: 'talk.booked', at: 'nurture.saved' }],
  steps: {
    'nurture.saved': mail('saved', 'nurture.remind'),
    'nurture.remind': mail('in-an-hour', 'nurture.end', {
      due: [{ moment: 'an hour before' }],
      uselessAfter: { moment: START },
    }),
    'nurture.end': done,
  },
  facts: {
    [START]: { kind: 'moment', anchor: { of: 'talk.booked', property: 'startsAt' } },
    'an hour before': {
      kind: 'moment',
      anchor: { of: 'talk.booked', property: 'startsAt' },
      shift: { by: '1 hour', side: 'before' },
    },
  },
});
const booked = (days: number) => ({
  event: 'talk.booked',
  with: { startsAt: { in: `${days} days` } },
});

test('a reminder goes out an hour before its date', () => {
  const happened = given({ journeys: [talk] })
    .someone({ does: [booked(3)] })
    .until(10);
  expect(story(happened, 'sent')).toEqual(['day 0: sent saved', 'day 2.96: sent in-an-hour']);
  expect(happened.findLast(({ kind }) => kind === 'sent')).toMatchObject({
    at: BEGINS + 71 * 3_600_000,
    why: [{ way: 'after', time: { moment: 'an hour before' } }],
  });
});

test('a reminder that the gap would hold beyond its date is not sent at all', () => {
  const happened = given({ journeys: [talk] })
    .someone({ does: [booked(0.5)] })
    .until(10);
  expect(story(happened, 'sent', 'skipped', 'deferred')).toEqual([
    'day 0: sent saved',
    'day 0.46: skipped in-an-hour, it would come too late',
  ]);
});
