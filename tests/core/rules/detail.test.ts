import { describe, expect, test } from 'vitest';
import { through } from '../../../core/rules/rule.ts';
import { checkBook, rules } from '../../../core/rules/rules.ts';
import {
  book,
  deals,
  far,
  journey,
  leads,
  near,
  scores,
  sound,
  stages,
  withHouse,
  withMail,
  withSteps,
} from './book.ts';
import { twins as cap } from './fixtures/j704.ts';
import type { Book } from '../../../core/rules/book.ts';

const found = (code: string, of: Book) =>
  (rules.find((rule) => rule.code === code)?.check(of) ?? []).map(
    ({ path, what }) => `${path}: ${what}`,
  );
const onTo = (next: string) => ({ kind: 'to', next });

test('steps that only lead on are passed through, also in a circle', () => {
  const some = journey({ 'a.a': onTo('a.b'), 'a.b': onTo('exit.won'), 'a.c': onTo('a.c') });
  expect(through(some, 'a.a')).toBe('exit.won');
  expect(through(some, 'a.c')).toBe('a.c');
});

describe('J105, owners', () => {
  test('an assist hands back through a step that leads on; whatever else does, slips', () => {
    const back = { ...sound.assist, returned: 'selling.back' };
    const steps = { 'selling.assist': back, 'selling.back': onTo('recycle.notes') };
    expect(found('J105', withSteps(steps))).toEqual([]);
    const task = {
      kind: 'task',
      for: 'owner',
      ask: 'Ring.',
      within: '1 day',
      next: 'selling.back',
    };
    expect(found('J105', withSteps({ ...steps, 'selling.ring': task }))).toEqual([
      'selling › ring: It leads from sales to marketing without a handoff: selling › ring → recycle › notes.',
    ]);
  });

  test('a door into sales is for sales alone', () => {
    const door = (by: 'sales' | 'list') =>
      withSteps({}, { enter: [{ by, at: 'selling.assist' }, ...journey().enter] });
    expect(found('J105', door('sales'))).toEqual([]);
    expect(found('J105', door('list'))).toHaveLength(1);
  });
});

test('J104: marketing that speaks in a stage of sales, and an assist in one of marketing', () => {
  const speaks = { 'selling.mail': { ...sound.welcome, next: 'exit.won' } };
  expect(found('J104', withSteps(speaks))).toHaveLength(1);
  expect(found('J104', withSteps({ 'awareness.help': sound.assist }))).toHaveLength(1);
});

describe('J103, the share that teaches', () => {
  const asks = { ...sound.welcome, mindset: 'convert' };
  const steps = { 'awareness.welcome': asks, 'awareness.two': asks };
  test('a series counts as the mails of its folder, at most as many as it says', () => {
    const mails = new Map([1, 2, 3, 4].map((n) => [`notes/${n}`, {}]));
    expect(found('J103', { ...withSteps(steps), mails })).toEqual([]);
    const some = { ...steps, 'recycle.notes': { ...sound.notes, atMost: 2 } };
    expect(found('J103', { ...withSteps(some), mails })).toEqual([
      ': 2 of its 4 planned mails teach: 50 %, and the house asks for 60 % at least.',
    ]);
  });
  test('the house may ask for another share; whoever came in wanting is not cold', () => {
    const limits = { perWeek: 2, gap: '1 day', minEducateShare: 0.3 };
    expect(
      found('J103', { ...withSteps(steps), ...withHouse({ limits }), journeys: [journey(steps)] }),
    ).toEqual([]);
    expect(
      found('J103', withSteps(steps, { enter: [{ on: 'demo.asked', at: 'awareness.welcome' }] })),
    ).toEqual([]);
  });
});

describe('J2xx, goals', () => {
  test('a house without goals is not judged by them', () => {
    expect(checkBook(book({ goals: [] }))).toEqual([]);
  });
  test('what is over counts for no horizon', () => {
    const goals = [near, far];
    expect(found('J203', book({ goals, today: '2027-02-01' }))).toEqual([]);
    expect(found('J203', book({ goals, today: '2027-02-02' }))).toHaveLength(1);
    expect(found('J203', book({ goals, today: '2027-09-30' }))).toEqual([
      ': No goal ends two quarters or more after 2027-09-30.',
    ]);
  });
  test('without scores there is no version to be bound to', () => {
    const {
      scores: _,
      scoreVersion: __,
      ...plain
    } = book({ goals: [{ ...leads, scoreVersion: 'old' }, deals] });
    expect(found('J204', plain)).toEqual([]);
  });
});

test('J303: who does not fit may leave; who is not interested yet may not', () => {
  const late = (sentence: string) =>
    withSteps(
      {
        'awareness.ready': { ...sound.ready, for: sentence, late: 'awareness.out' },
        'awareness.out': onTo('exit.bad-fit'),
      },
      { facts: { ...journey().facts, 'fit >= 20': { kind: 'score', axis: 'fit', atLeast: 20 } } },
    );
  expect(found('J303', late('fit >= 20'))).toEqual([]);
  expect(found('J303', late('engagement >= 10'))).toEqual([
    "awareness › ready: Whoever has not engagement >= 10 leaves the journey: end('bad-fit').",
  ]);
});

describe('J302, one event', () => {
  test('an answer to a mail, or what counts as intent too, is more than content', () => {
    const because = (sentence: string) => ({
      'handoff.offer': { ...sound.offer, because: sentence },
    });
    const did = (event: string) => ({ kind: 'did', event }) as const;
    const facts = {
      answered: did('mail.replied'),
      clicked: did('mail.clicked'),
      seen: did('prices.seen'),
    };
    const engagement = {
      worth: [
        { points: 5, signal: did('prices.seen') },
        { points: 5, signal: did('mail.replied') },
      ],
    };
    const of = (sentence: string) =>
      withSteps(because(sentence), { facts, scores: { ...scores, engagement } });
    expect(found('J302', of('answered'))).toEqual([]);
    expect(found('J302', of('seen'))).toEqual([]);
    expect(found('J302', of('clicked'))).toHaveLength(1);
  });
  const offered = (because: object | string) =>
    found('J302', withSteps({ 'handoff.offer': { ...sound.offer, because } }));
  test('is tried in every form that makes a difference, of whoever fits best', () => {
    expect(offered({ all: ['did talk.heard', 'role is "buyer"'] })[0]).toContain(
      'One talk.heard (minutes: 20) alone',
    );
  });
  test('a score that one event does not reach needs more than one; that is J301’s', () => {
    expect(offered('engagement >= 10')).toEqual([]);
    const some = withSteps({ 'handoff.offer': { ...sound.offer, because: 'engagement >= 10' } });
    expect(found('J301', some)).toHaveLength(1);
  });
});

describe('J503, ways round', () => {
  const ready = { ...sound.ready, late: 'recycle.one' };
  const mail = (next: string, more: object = {}) => ({
    ...sound.welcome,
    due: ['30 days'],
    mail: next,
    next,
    ...more,
  });
  const round = (more: object) =>
    withSteps({
      'awareness.ready': ready,
      'recycle.one': mail('recycle.two', more),
      'recycle.two': mail('recycle.ready', more),
      'recycle.ready': ready,
    });
  test('one finding names all mails of one knot', () => {
    expect(found('J503', round({}))).toEqual([
      'recycle › one: The way leads round to ‘recycle.two’, ‘recycle.ready’ again. Whoever is there has seen that: it is left out the second time, and they hear nothing.\nrecycle › one → recycle › two → recycle › ready → recycle › one',
    ]);
  });
  test('a mail about the latest of something is new each time', () => {
    expect(
      found('J503', round({ fill: { title: { of: 'talk.heard', property: 'title' } } })),
    ).toEqual([]);
  });
});

describe('J704, the cap', () => {
  test('the week is printed, with what sets it off', () => {
    expect(found('J704', cap.fails)).toEqual([
      'awareness › welcome: Whoever comes in on trial.started gets 3 mails in a week when they do guide.read on day 0, and the house sends 2 at most:\nday 0 ‘welcome’, day 2 ‘second’, day 6 ‘third’',
    ]);
  });
  test('service is not counted, nor a mail whose condition does not hold', () => {
    const [one] = cap.fails.journeys;
    const third = one?.steps['awareness.third'];
    const changed = (more: object): Book => ({
      ...cap.fails,
      journeys: [
        {
          ...journey(),
          ...one,
          steps: { ...one?.steps, 'awareness.third': { ...third, ...more } as never },
        },
      ],
    });
    expect(found('J704', changed({ topic: 'bills' }))).toEqual([]);
    expect(found('J704', changed({ when: 'did demo.asked' }))).toEqual([]);
    expect(found('J704', changed({ when: { not: 'did demo.asked' } }))).toHaveLength(1);
  });
  test('each arm of a split is walked, and dates lie ahead', () => {
    const arm = (days: string) => ({
      ...sound.welcome,
      mail: days,
      due: [days],
      next: 'awareness.arm',
    });
    const split = (many: string) =>
      withSteps({
        'awareness.welcome': { ...sound.welcome, next: 'awareness.split' },
        'awareness.split': {
          kind: 'split',
          by: 'prospect',
          arms: {
            few: { share: 1, next: 'awareness.ready' },
            many: { share: 1, next: 'awareness.many' },
          },
          next: 'awareness.ready',
        },
        'awareness.many': arm('1 day'),
        'awareness.arm': { ...sound.welcome, mail: 'last', due: [many] },
      });
    expect(found('J704', split('1 day'))).toHaveLength(1);
    expect(found('J704', split('7 days'))).toEqual([]);
    const dated = { ...split('1 day') };
    const date = { kind: 'moment', anchor: { of: 'trial.started', property: 'endsAt' } } as const;
    const [one] = dated.journeys;
    const waits = { ...one?.steps['awareness.arm'], due: [{ moment: 'the date' }] } as never;
    const late = {
      ...journey(),
      ...one,
      facts: { ...journey().facts, 'the date': date },
      steps: { ...one?.steps, 'awareness.arm': waits },
    };
    expect(found('J704', { ...dated, journeys: [late] })).toEqual([]);
  });
});

test('J705: journeys whose doors exclude each other do not compete', () => {
  const door = (plan: string | readonly string[]) => ({
    enter: [{ on: 'trial.started', where: { plan }, at: 'awareness.welcome' }],
  });
  const two = (a: string | readonly string[], b: string | readonly string[]) =>
    found(
      'J705',
      book({ journeys: [journey({}, door(a)), journey({}, { journey: 'other', ...door(b) })] }),
    );
  expect(two('team', 'business')).toEqual([]);
  expect(two(['team', 'free'], ['business', 'free'])).toHaveLength(1);
});

describe('what reaches everybody', () => {
  test('J706: not a mail that only those get who want it', () => {
    const discount = { mails: withMail('welcome', { discount: true }).mails };
    const chosen = { 'awareness.welcome': { ...sound.welcome, when: 'intent >= 30' } };
    expect(found('J706', { ...withSteps(chosen), ...discount })).toEqual([]);
  });
  test('J102: not a mail that is said only to those who want it', () => {
    const asks = (when: string) =>
      withSteps({ 'awareness.welcome': { ...sound.welcome, mindset: 'convert', when } });
    expect(found('J102', asks('intent >= 30'))).toEqual([]);
    expect(found('J102', asks('role is "buyer"'))).toHaveLength(1);
  });
  test('J402: a call that sales itself asked for, or one of success, is no intrusion', () => {
    const call = (team: string, by: 'sales' | 'list') => {
      const task = {
        kind: 'task',
        for: team,
        ask: 'Ring.',
        within: '1 day',
        next: 'recycle.notes',
      };
      const of = withSteps(
        { 'awareness.welcome': task },
        { enter: [{ by, at: 'awareness.welcome' }] },
      );
      const teams = { ...of.house.teams, care: { owner: 'success' as const, reps: [] } };
      return found('J402', { ...of, house: { ...of.house, teams } });
    };
    expect(call('desk', 'list')).toHaveLength(1);
    expect(call('desk', 'sales')).toEqual([]);
    expect(call('care', 'list')).toEqual([]);
  });
  test('J106 only warns', () => {
    const capture = { owner: 'marketing', demand: 'capture' } as const;
    const only = withSteps({}, { stages: { ...stages, awareness: capture, recycle: capture } });
    expect(checkBook(only)).toMatchObject([{ code: 'J106', warning: true }]);
  });
});
