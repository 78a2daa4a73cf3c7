import { describe, expect, test } from 'vitest';
import { freeze } from '../../../core/freeze/freeze.ts';
import { not } from '../../../core/language/index.ts';
import { frozenWith, refusals, say, words } from './words.ts';

const { did, educate, end, on, score, the } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const mail = (when: unknown): object => ({
  kind: 'touch',
  mindset: 'educate',
  mail: 'first-win',
  when,
});
const ending = end('done');
const seat = the('webinar.registered');
/** What such a condition asks, besides what every journey asks. */
function asked(when: unknown): unknown {
  const { 'did deal.won': _, ...facts } = frozenWith([mail(when), ending]).frozen?.facts ?? {};
  return facts;
}

describe('did', () => {
  test('so often, in the last so many days, also before they entered', () => {
    const pricing = did('pricing.viewed').times(3).within('10 days').ever();
    expect(asked(pricing)).toEqual({
      'did pricing.viewed 3 times within 10 days ever': {
        kind: 'did',
        event: 'pricing.viewed',
        times: 3,
        within: '10 days',
        ever: true,
      },
    });
  });

  test('once is what it means anyway', () => {
    expect(asked(did('pricing.viewed').times(1))).toEqual(asked(did('pricing.viewed')));
  });

  test('with a property of the entry’s own event', () => {
    const came = did('webinar.attended', { webinar: seat.webinar, minutes: { atLeast: 20 } });
    expect(asked(came)).toEqual({
      'did webinar.attended where minutes >= 20 and webinar is the webinar.registered.webinar': {
        kind: 'did',
        event: 'webinar.attended',
        where: {
          webinar: { of: 'webinar.registered', property: 'webinar' },
          minutes: { atLeast: 20 },
        },
      },
    });
  });

  const where = (value: unknown): object => ({
    did: { event: 'webinar.attended', where: { webinar: value } },
  });
  test.for<[string, unknown, string]>([
    [
      'half a time',
      { did: { event: 'pricing.viewed', times: 0.5 } },
      'L000 awareness › first-win › when › times: 0.5 is no count. → Say a whole number from 1.',
    ],
    [
      'no time',
      { did: { event: 'pricing.viewed', times: 0 } },
      'L000 awareness › first-win › when › times: 0 is no count.',
    ],
    [
      'a property of another kind',
      where(seat.startsAt),
      'L012 awareness › first-win › when › webinar: It is a string, and webinar.registered.startsAt is a date. → Compare it with a property of its own kind.',
    ],
    [
      'a property that is not there',
      where({ of: 'webinar.registered', property: 'web' }),
      "L011 awareness › first-win › when › webinar: webinar.registered has no property 'web'.",
    ],
    [
      'an event that is not there',
      where({ of: 'webinar.regis', property: 'web' }),
      "L010 awareness › first-win › when › webinar: 'webinar.regis' is not an event of the house.",
    ],
    [
      'a trait',
      where({ trait: 'country' }),
      'L012 awareness › first-win › when › webinar: A trait is no value to compare with.',
    ],
  ])('is refused with %s', ([, when, refusal]) => {
    expect(refusals([mail(when), ending])).toEqual([expect.stringContaining(refusal)]);
  });
});

describe('a score', () => {
  test('is asked for how high it is, and comes with what counts into it; the others stay out', () => {
    const { frozen } = frozenWith([mail(not(score('intent').atLeast(30))), ending]);
    expect(frozen?.steps['awareness.first-win']).toMatchObject({ when: { not: 'intent >= 30' } });
    expect(frozen?.facts['intent >= 30']).toEqual({ kind: 'score', axis: 'intent', atLeast: 30 });
    expect(frozen?.scores).toEqual({
      intent: {
        halvesEvery: '10 days',
        worth: [{ points: 8, signal: { kind: 'did', event: 'pricing.viewed' }, upTo: 24 }],
      },
    });
  });

  test('that nobody asks for is no part of a version', () => {
    expect(frozenWith([educate('first-win'), ending]).frozen).not.toHaveProperty('scores');
  });

  test.for<[string, unknown, string]>([
    [
      'that is none',
      { score: 'intend', atLeast: 3 },
      "L014 awareness › first-win › when: Nothing counts into a score 'intend'. → Did you mean 'intent'?",
    ],
    [
      'that nothing counts into',
      { score: 'engagement', atLeast: 3 },
      "L014 awareness › first-win › when: Nothing counts into a score 'engagement'. → There are: fit, intent.",
    ],
    [
      'without a height',
      { score: 'fit' },
      'L012 awareness › first-win › when › fit: undefined is no number.',
    ],
  ])('%s is refused', ([, when, refusal]) => {
    expect(refusals([mail(when), ending])).toEqual([expect.stringContaining(refusal)]);
  });

  test('is refused where the project says of none what counts', () => {
    const { axes: _, ...unscored } = words;
    const stages = { awareness: [mail(score('fit').atLeast(3)), ending] };
    const journey = {
      language: 1,
      id: 'j',
      topic: 'product-tips',
      enter: on('trial.started').into('awareness'),
      stages,
    };
    expect(freeze(journey, unscored).problems).toMatchObject([
      { code: 'L014', mend: 'Say in journeys/scores.ts what counts: export const scores = { … }.' },
    ]);
  });
});
