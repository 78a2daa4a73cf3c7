import { describe, expect, test } from 'vitest';
import { waive } from '../../../core/language/index.ts';
import { around, demo, frozenWith, refusals, rejected, say, stepsOf } from './words.ts';

const { did, educate, end, on, the, to, when } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const ending = end('done');

describe('again', () => {
  const seat = the('webinar.registered');
  const enter = on('webinar.registered').into('awareness');

  test('once for each value of what lets them in', () => {
    const { frozen } = frozenWith([ending], { enter, again: { per: seat.webinar } });
    expect(frozen?.again).toEqual({ per: { of: 'webinar.registered', property: 'webinar' } });
  });

  test('not by an event that lets nobody in: nothing would say for which', () => {
    expect(refusals([ending], { again: { per: seat.webinar } })).toEqual([
      "L000 again › per: Nobody comes in by webinar.registered, so nothing says for which webinar they are here. → Let them in on('webinar.registered'), or name a property of what lets them in: trial.started.",
    ]);
  });

  test('not by a property that is not there', () => {
    const per = { of: 'webinar.registered', property: 'webbinar' };
    expect(refusals([ending], { enter, again: { per } })).toEqual([
      "L011 again › per: webinar.registered has no property 'webbinar'. → Did you mean 'webinar'?",
    ]);
  });
});

describe('who comes in', () => {
  test.for<[string, unknown, string]>([
    ['how often', demo.times(2), '.times(…)'],
    ['how long ago', demo.within('1 day'), '.within(…)'],
    ['ever', demo.ever(), '.ever(…)'],
    [
      'another event',
      did('webinar.attended', { webinar: the('webinar.registered').webinar }),
      "a comparison with the('…')",
    ],
  ])('is not asked for %s: they come in as they do it', ([, deed, what]) => {
    expect(refusals([ending], { enter: { on: deed, into: 'awareness' } })).toEqual([
      `L000 enter › on: People come in as they do it, so ${what} asks nothing here. → Say on('…', { … }) with plain values, and ask for more in a branch(…).`,
    ]);
  });

  test('may come from the end of another journey', () => {
    const enter = on('journey.ended', { journey: 'other', as: 'done' }).into('awareness');
    expect(frozenWith([ending], { enter }).frozen?.enter).toEqual([
      {
        on: 'journey.ended',
        where: { journey: 'other', as: 'done' },
        at: 'awareness.end-done',
      },
    ]);
  });
});

describe('during', () => {
  test('is a window of the house, for the journey and for a mail', () => {
    const { frozen } = frozenWith([educate('first-win', { during: 'anytime' }), ending], {
      during: 'mornings',
    });
    expect(frozen?.during).toBe('mornings');
    expect(frozen?.steps['awareness.first-win']).toMatchObject({ during: 'anytime' });
  });

  test('is refused where the house has no such window', () => {
    const steps = [
      line('touch', { mindset: 'educate', mail: 'first-win', during: 'anytimes' }),
      ending,
    ];
    expect(refusals(steps, { during: 'noon' })).toEqual([
      "L044 awareness › first-win › during: 'anytimes' is not a window of the house. → Did you mean 'anytime'?",
      "L044 during: 'noon' is not a window of the house. → There are: mornings, anytime.",
    ]);
  });
});

test('a stage called recycle is one that any other journey may take over in', () => {
  const { frozen } = frozenWith([to('recycle')], {
    stages: { recycle: [educate('first-win'), ending] },
  });
  expect(frozen?.stages).toEqual({
    awareness: { owner: 'marketing', demand: 'create' },
    recycle: { owner: 'marketing', demand: 'create', recycle: true },
  });
});

describe('a lost deal', () => {
  const called = { whenever: [when(demo, to('handoff'))] };
  const lostBy = (lost: object): object => ({
    ...called,
    stages: { ...around, selling: [line('assist', { ...around.selling[0], lost })] },
  });

  test('may lead by the reason for it', () => {
    const steps = stepsOf([to('nurture')], lostBy({ ...rejected, 'no-response': end('done') }));
    expect(steps['selling.assist']).toMatchObject({
      lost: {
        'not-ready': 'selling.to-nurture',
        'no-response': 'selling.end-done',
        'bad-fit': 'selling.end-bad-fit',
      },
    });
  });

  test('leads for every reason that whoever owns the stage may give, and for no other', () => {
    const { 'no-budget': _, ...others } = rejected;
    expect(refusals([to('nurture')], lostBy({ ...others, 'unhappy-now': to('nurture') }))).toEqual([
      "J502 selling › assist › lost: Whoever is lost as 'no-budget' has no track. → Say where they go: 'no-budget': to('…').",
      "L040 selling › assist › lost: 'unhappy-now' is not a reason of this team. → There are: not-ready, no-budget, no-response, wrong-person, bad-fit.",
    ]);
  });

  test('leads by a way, for each reason', () => {
    expect(
      refusals([to('nurture')], lostBy({ ...rejected, 'no-budget': educate('first-win') })),
    ).toEqual([
      "L000 selling › assist › lost no-budget: an object leads nowhere. → Say to('…') or end('…').",
    ]);
  });
});

describe('a waiver', () => {
  const waived = { waive: [waive('J104', 'A launch: three weeks of news.', '2027-01-31')] };

  test('comes beside the frozen journey: it makes no new version', () => {
    const { frozen, waivers } = frozenWith([ending], waived);
    expect(waivers).toEqual([
      { code: 'J104', reason: 'A launch: three weeks of news.', until: '2027-01-31' },
    ]);
    expect(frozen).toEqual(frozenWith([ending]).frozen);
    expect(frozenWith([ending]).waivers).toEqual([]);
  });

  test.for<[string, object, string]>([
    [
      'a rule of the language',
      { code: 'L050' },
      "L052 waive › 1: 'L050' is no rule that can be waived.",
    ],
    ['no reason', { reason: ' ' }, "L000 waive › 1 › reason: ' ' is no text."],
    ['no end', { until: undefined }, 'L051 waive › 1 › until: undefined is no day.'],
    [
      'a day that there is not',
      { until: '2027-02-30' },
      'L051 waive › 1 › until: There is no 2027-02-30 in the calendar.',
    ],
    [
      'a word that is none',
      { untill: '2027-01-31' },
      "L000 waive › 1: `untill` says nothing here. → Did you mean 'until'?",
    ],
  ])('is refused with %s', ([, said, refusal]) => {
    expect(refusals([ending], { waive: [{ ...waived.waive[0], ...said }] })).toEqual([
      expect.stringContaining(refusal),
    ]);
  });

  test('is refused where it is none', () => {
    expect(refusals([ending], { waive: 'J104' }).length).toBeGreaterThan(0);
  });
});
