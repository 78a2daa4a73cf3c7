import { expect, test } from 'vitest';
import type { FrozenStep } from '../../core/frozen.ts';
import { given, journeyOf, story } from '../support/simulated.ts';

const mail = (name: string, next: string, more: Partial<FrozenStep> = {}): FrozenStep =>
  ({ kind: 'touch', mindset: 'educate', mail: name, next, ...more }) as FrozenStep;
const done = { kind: 'end', as: 'done' } as const;

const experiment = (by: 'prospect' | 'account', test_ = 1) =>
  journeyOf({
    steps: {
      'nurture.test': {
        kind: 'split',
        by,
        arms: {
          letter: { share: test_, next: 'nurture.letter' },
          holdout: { share: 1 - test_, next: 'nurture.wait' },
        },
        next: 'nurture.wait',
      },
      'nurture.letter': mail('letter', 'nurture.wait'),
      'nurture.wait': {
        kind: 'waitFor',
        for: 'did signed.up never',
        atMost: '30 days',
        met: 'nurture.test',
        late: 'nurture.test',
      },
    },
    facts: { 'did signed.up never': { kind: 'did', event: 'never' } },
  });

test('who was drawn once stays in that arm, and a mail is not repeated in it', () => {
  const happened = given({ journeys: [experiment('prospect', 0.5)] })
    .someone({})
    .until(1000);
  const arms = happened.flatMap((one) => (one.kind === 'drawn' ? [one.arm] : []));
  expect(arms.length).toBeGreaterThan(5);
  expect(new Set(arms).size).toBe(1);
});

test('a holdout gets nothing', () => {
  const happened = given({ journeys: [experiment('prospect', 0)] })
    .someone({})
    .until(29);
  expect(story(happened, 'drawn', 'sent', 'skipped')).toEqual(['day 0: drawn holdout']);
});

test('an account is drawn together, whoever its people are', () => {
  const drawn = (email: string, account: string) =>
    story(
      given({ journeys: [experiment('account', 0.5)] })
        .someone({ email, account })
        .until(1),
      'drawn',
    ).join();
  const people = Array.from({ length: 12 }, (_, i) => `p${i}@acme.example`);
  expect(new Set(people.map((email) => drawn(email, 'acme.example'))).size).toBe(1);
  expect(new Set(people.map((email, i) => drawn(email, `acme-${i}.example`))).size).toBe(2);
});

const withTask = journeyOf({
  steps: {
    'nurture.call': {
      kind: 'task',
      for: 'new-business',
      ask: 'Call them.',
      within: '2 days',
      next: 'nurture.hello',
    },
    'nurture.hello': mail('hello', 'nurture.end'),
    'nurture.end': done,
  },
});

test('a task that somebody does leads on at once', () => {
  const happened = given({ journeys: [withTask] })
    .someone({ tasks: { after: '1 day' } })
    .until(5);
  expect(story(happened, 'task', 'sent')).toEqual([
    'day 0: task open',
    'day 1: task done',
    'day 1: sent hello',
  ]);
});

test('a task that nobody does is late, and they are not left waiting', () => {
  const happened = given({ journeys: [withTask] })
    .someone({})
    .until(5);
  expect(story(happened, 'task', 'sent')).toEqual([
    'day 0: task open',
    'day 2: task late',
    'day 2: sent hello',
  ]);
});

test('a task done too late changes nothing', () => {
  const happened = given({ journeys: [withTask] })
    .someone({ tasks: { after: '3 days' } })
    .until(5);
  expect(story(happened, 'task')).toEqual(['day 0: task open', 'day 2: task late']);
});

const slow = journeyOf({
  journey: 'slow',
  steps: {
    'nurture.first': mail('first', 'nurture.second'),
    'nurture.second': mail('second', 'nurture.end', { due: ['10 days'] }),
    'nurture.end': done,
  },
});
const urgent = journeyOf({
  journey: 'urgent',
  priority: 5,
  enter: [{ on: 'talk.booked', at: 'nurture.seat' }],
  steps: {
    'nurture.seat': mail('seat', 'nurture.after'),
    'nurture.after': mail('after', 'nurture.end', { due: ['4 days'] }),
    'nurture.end': done,
  },
});

test('a stronger journey takes over; the other falls silent, and its wait stands still meanwhile', () => {
  const happened = given({ journeys: [slow, urgent] })
    .someone({ does: [{ after: '3 days', event: 'talk.booked' }] })
    .until(20);
  expect(story(happened, 'entered', 'sent', 'parked', 'resumed', 'ended')).toEqual([
    'day 0: slow entered',
    'day 0: sent first',
    'day 3: urgent entered',
    'day 3: slow parked',
    'day 3: urgent resumed',
    'day 3: sent seat',
    'day 7: sent after',
    'day 7: urgent ended done',
    'day 7: slow resumed',
    'day 14: sent second',
    'day 14: slow ended done',
  ]);
});

const fork = journeyOf({
  whenever: [{ when: 'did demo.requested', at: 'nurture.thanks' }],
  steps: {
    'nurture.keen': {
      kind: 'waitFor',
      for: { any: ['did a', 'did b'] },
      atMost: '5 days',
      met: 'nurture.fork',
      late: 'nurture.fork',
    },
    'nurture.fork': {
      kind: 'branch',
      cases: [{ when: 'did b', next: 'nurture.b' }],
      next: 'nurture.other',
    },
    'nurture.b': mail('b', 'nurture.thanks'),
    'nurture.other': mail('other', 'nurture.thanks'),
    'nurture.thanks': mail('thanks', 'nurture.end', { due: ['2 days'] }),
    'nurture.end': done,
  },
  facts: {
    'did a': { kind: 'did', event: 'a' },
    'did b': { kind: 'did', event: 'b' },
    'did demo.requested': { kind: 'did', event: 'demo.requested' },
  },
});
const whyOf = (event: string, mailName: string): unknown =>
  given({ journeys: [fork] })
    .someone({ does: [{ after: '1 day', event }] })
    .until(9)
    .flatMap((one) => (one.kind === 'sent' && one.mail === mailName ? [one.why] : []))[0];

test('a mail tells the turns that led to it: what held, and what did not', () => {
  expect(whyOf('b', 'b')).toEqual([
    { step: 'nurture.keen', way: 'met', rule: 'did b' },
    { step: 'nurture.fork', way: 'when', rule: 'did b' },
  ]);
  expect(whyOf('nothing', 'other')).toEqual([
    { step: 'nurture.keen', way: 'late', rule: { any: ['did a', 'did b'] }, time: '5 days' },
    { step: 'nurture.fork', way: 'otherwise' },
  ]);
});

const parted = journeyOf({
  steps: {
    'nurture.keen': {
      kind: 'waitFor',
      for: 'did a within 3 days',
      atMost: '5 days',
      met: 'nurture.yes',
      late: 'nurture.no',
    },
    'nurture.yes': mail('yes', 'nurture.end', { due: ['4 days'] }),
    'nurture.no': mail('no', 'nurture.end', { due: ['4 days'] }),
    'nurture.end': done,
  },
  facts: { 'did a within 3 days': { kind: 'did', event: 'a', within: '3 days' } },
});

test('a turn is told as it was taken, though the condition has turned since', () => {
  const reasonOf = (day: number) =>
    given({ journeys: [parted] })
      .someone({ does: [{ after: `${day} days`, event: 'a' }] })
      .until(10)
      .flatMap((one) => (one.kind === 'sent' ? [one.mail, one.why[0]?.way] : []));
  expect(reasonOf(1)).toEqual(['yes', 'met']);
  expect(reasonOf(7)).toEqual(['no', 'late']);
});

test('the same calendar, every time', () => {
  const world = given({ journeys: [slow, urgent] }).someone({
    does: [{ after: '3 days', event: 'talk.booked' }],
  });
  expect(world.until(30)).toEqual(world.until(30));
});

const seat = { of: 'seat.taken', property: 'starts' } as const;
const slowly = journeyOf({
  steps: { 'recycle.note': mail('note', 'recycle.note', { due: ['30 days'] }) },
});
const seated = journeyOf({
  journey: 'seated',
  priority: 5,
  enter: [{ on: 'seat.taken', at: 'nurture.reminder' }],
  steps: {
    'nurture.reminder': mail('reminder', 'nurture.end', { due: [{ moment: 'the start' }] }),
    'nurture.end': done,
    'handoff.off': mail('called-off', 'nurture.end'),
  },
  whenever: [{ when: 'did seat.cancelled', at: 'handoff.off' }],
  facts: {
    'the start': { kind: 'moment', anchor: seat },
    'did seat.cancelled': { kind: 'did', event: 'seat.cancelled' },
  },
});
const takes = (after: `${number} days`, starts: `${number} days`) =>
  ({ after, event: 'seat.taken', with: { starts: { in: starts } } }) as const;

test('whoever fell silent until a date comes back on it, though it moved', () => {
  const happened = given({ journeys: [slowly, seated] })
    .someone({ does: [takes('1 days', '5 days'), takes('2 days', '8 days')] })
    .until(20);
  expect(story(happened, 'sent')).toEqual(['day 10: sent reminder']);
});

test('whoever fell silent until a date is called away from it at once', () => {
  const happened = given({ journeys: [slowly, seated] })
    .someone({ does: [takes('1 days', '5 days'), { after: '3 days', event: 'seat.cancelled' }] })
    .until(20);
  expect(story(happened, 'sent')).toEqual(['day 3: sent called-off']);
});
