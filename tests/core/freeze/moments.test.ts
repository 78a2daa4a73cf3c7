import { describe, expect, test } from 'vitest';
import { demo, frozenWith, refusals, say, stepsOf } from './words.ts';

const { after, before, branch, convert, educate, end, otherwise, the, trait } = say;
const { wait, waitFor, when } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const starts = the('webinar.registered').startsAt;
const START = 'the webinar.registered.startsAt';
const ending = end('done');

describe('a date goes wherever a time goes', () => {
  test('a wait: its sentence is a moment that the version listens to', () => {
    const { frozen } = frozenWith([
      wait.until(before('1 hour', starts)),
      wait.until(trait('contractEnds')),
      wait.until('2027-08-20'),
      educate('first-win', { uselessAfter: '1 day' }),
      ending,
    ]);
    expect(frozen?.steps['awareness.first-win']?.due).toEqual([
      { moment: `1 hour before ${START}` },
      { moment: 'the date contractEnds' },
      { moment: '2027-08-20' },
    ]);
    expect(frozen?.facts).toMatchObject({
      [`1 hour before ${START}`]: {
        kind: 'moment',
        anchor: { of: 'webinar.registered', property: 'startsAt' },
        shift: { by: '1 hour', side: 'before' },
      },
      'the date contractEnds': { kind: 'moment', anchor: { trait: 'contractEnds' } },
      '2027-08-20': { kind: 'moment', anchor: { day: '2027-08-20' } },
    });
  });

  test('the end of a wait for something', () => {
    const steps = stepsOf([
      waitFor('asked', demo, { atMost: before('3 business days', trait('contractEnds')) }),
      ending,
    ]);
    expect(steps['awareness.asked']).toMatchObject({
      atMost: { moment: '3 business days before the date contractEnds' },
    });
  });

  test('what makes a mail useless', () => {
    const steps = stepsOf([
      educate('first-win', { uselessAfter: before('5 minutes', starts) }),
      educate('why-teams-stall', { uselessAfter: '2 days' }),
      ending,
    ]);
    expect(steps['awareness.first-win']).toMatchObject({
      uselessAfter: { moment: `5 minutes before ${START}` },
    });
    expect(steps['awareness.why-teams-stall']).toMatchObject({ uselessAfter: '2 days' });
  });

  test('a slot for a date', () => {
    const fill = (endsAt: never): object =>
      stepsOf([convert('extend-your-trial', { fill: { endsAt } }), ending]);
    expect(fill(after('2 weeks', starts) as never)).toMatchObject({
      'awareness.extend-your-trial': { fill: { endsAt: { moment: `2 weeks after ${START}` } } },
    });
    expect(fill('2027-08-20' as never)).toMatchObject({
      'awareness.extend-your-trial': { fill: { endsAt: { moment: '2027-08-20' } } },
    });
  });

  test('a wait before a way out, and at the end of an arm, has a name that keys can hold', () => {
    const steps = stepsOf([
      branch('b', when(demo, wait.until(starts)), otherwise(wait.until(starts), end('won'))),
      ending,
    ]);
    expect(Object.keys(steps)).toContain('awareness.wait-the-webinar-registered-startsAt');
    expect(Object.keys(steps)).toContain('awareness.end-won-after-the-webinar-registered-startsAt');
  });
});

describe('what is no date is refused', () => {
  const said = (until: unknown): readonly string[] =>
    refusals([line('wait', { until }), ending]).map((text) => text.split(' → ')[0] ?? '');
  const at = 'awareness › line 1 › wait.until';

  test.for<[string, unknown, string]>([
    [
      'a title',
      the('webinar.registered').title,
      `L051 ${at}: webinar.registered.title is a string, no date.`,
    ],
    ['a role', trait('role'), `L051 ${at}: The trait role is a string, no date.`],
    [
      'a day that there is not',
      '2027-02-30',
      `L051 ${at}: There is no 2027-02-30 in the calendar.`,
    ],
    ['half a day', '2027-8-20', `L051 ${at}: '2027-8-20' is no day.`],
    ['a length', '3 days', `L051 ${at}: '3 days' is no day.`],
    ['a whole event', the('webinar.registered'), `L051 ${at}: an object is no date.`],
    [
      'a date moved twice',
      before('1 day', before('1 day', starts) as never),
      `L051 ${at}: an object is no date.`,
    ],
    [
      'an event that is not there',
      { of: 'webinar.registerd', property: 'x' },
      `L010 ${at}: 'webinar.registerd' is not an event of the house.`,
    ],
    [
      'a property that is not there',
      { of: 'webinar.registered', property: 'startAt' },
      `L011 ${at}: webinar.registered has no property 'startAt'.`,
    ],
    [
      'no length to move it by',
      { moment: '2027-08-20', shift: 'soon', side: 'before' },
      `L050 ${at} › before: 'soon' is no length.`,
    ],
  ])('%s', ([, until, refusal]) => {
    expect(said(until)).toEqual([refusal]);
  });

  test('and says what dates look like', () => {
    expect(refusals([line('wait', { until: 'soon' }), ending])).toEqual([
      `L051 ${at}: 'soon' is no day. → Name a date: the('…').… or trait('…') that is one, or a day like '2027-08-20'.`,
    ]);
  });
});

describe('a mail that waited for a date is useless', () => {
  const useless = (...lines: readonly unknown[]): unknown => {
    const step = stepsOf([...lines, ending])['awareness.first-win'];
    return step?.kind === 'touch' ? step.uselessAfter : 'no touch';
  };
  const mail = educate('first-win');
  const later = educate('why-teams-stall');
  const ends = trait('contractEnds');

  test('after the next mark on that date', () => {
    expect(
      useless(
        wait.until(before('1 day', starts)),
        mail,
        wait.until(before('1 hour', starts)),
        later,
      ),
    ).toEqual({ moment: `1 hour before ${START}` });
  });

  test('after the date itself, where no mark lies between', () => {
    expect(useless(wait.until(before('1 hour', starts)), mail)).toEqual({ moment: START });
    expect(
      useless(
        wait.until(before('1 hour', starts)),
        mail,
        wait.until(after('3 hours', starts)),
        later,
      ),
    ).toEqual({ moment: START });
  });

  test('the mark may stand at the end of the list, or before another step than a mail', () => {
    expect(
      useless(
        wait.until(before('1 day', starts)),
        mail,
        later,
        wait.until(before('1 hour', starts)),
        branch('b', when(demo, end('won'))),
      ),
    ).toEqual({ moment: `1 hour before ${START}` });
  });

  test('a mark on another date is none, nor is one that lies before it', () => {
    expect(
      useless(
        wait.until(before('1 day', starts)),
        mail,
        wait.until(before('1 hour', ends)),
        wait.until(before('2 days', starts)),
        later,
      ),
    ).toEqual({ moment: START });
  });

  test('on the date itself only a mark after it counts', () => {
    expect(useless(wait.until(starts), mail)).toBeUndefined();
    expect(useless(wait.until(starts), mail, wait.until(after('1 day', starts)), later)).toEqual({
      moment: `1 day after ${START}`,
    });
  });

  test('not by itself after the date, and not where it waited for a length alone', () => {
    const nextWeek = wait.until(after('1 week', starts));
    expect(useless(wait.until(after('3 hours', starts)), mail, nextWeek, later)).toBeUndefined();
    expect(useless(wait('1 day'), mail, wait.until(starts), later)).toBeUndefined();
  });

  test('when it says so, if it does', () => {
    const says = educate('first-win', { uselessAfter: '20 minutes' });
    expect(useless(wait.until(before('1 hour', starts)), says)).toBe('20 minutes');
  });

  test('and the version listens to that date too', () => {
    const { frozen } = frozenWith([wait.until(before('1 hour', starts)), mail, ending]);
    expect(frozen?.facts).toHaveProperty([START]);
  });
});

describe('working time', () => {
  test('is a length in days and hours', () => {
    const steps = stepsOf([
      wait('2 business days'),
      wait('4 business hours'),
      educate('first-win'),
      ending,
    ]);
    expect(steps['awareness.first-win']).toMatchObject({
      due: ['2 business days', '4 business hours'],
    });
  });

  test.for([
    [
      '2 business weeks',
      "'2 business weeks' is no length. → Working time is counted in days and hours: '5 business days', '4 business hours'.",
    ],
    [
      '1.5 business days',
      "'1.5 business days' is no whole number of working days. → Say whole days, or hours: '4 business hours'.",
    ],
    ['0 business days', "'0 business days' is no time at all."],
  ])('%s', ([length, what]) => {
    expect(refusals([line('wait', { length }), ending])).toEqual([
      expect.stringContaining(`L050 awareness › line 1 › wait: ${what}`),
    ]);
  });

  test('is nothing that the past is measured by', () => {
    const asked = waitFor(
      'x',
      { did: { event: 'demo.requested', within: '5 business days' } } as never,
      { atMost: '1 day' },
    );
    expect(refusals([asked, ending], { again: { after: '9 business days' } })).toEqual([
      "L050 awareness › x › condition › within: '5 business days' is counted in working time, and here every day counts. → Leave 'business' out: '5 days'.",
      "L050 again › after: '9 business days' is counted in working time, and here every day counts. → Leave 'business' out: '9 days'.",
    ]);
  });
});
