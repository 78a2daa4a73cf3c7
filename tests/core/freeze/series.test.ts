import { describe, expect, test } from 'vitest';
import { all, not } from '../../../core/language/index.ts';
import { around, demo, refusals, say, stepsOf } from './words.ts';

const { before, convert, educate, end, rested, to, trait, wait } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (rest: object): object => ({
  kind: 'series',
  mindset: 'educate',
  folder: 'field-notes',
  every: '30 days',
  ...rest,
});
const ending = end('done');

describe('a series', () => {
  test('keeps its folder, its mindset and how often it speaks', () => {
    const steps = stepsOf([educate.series('field-notes', { every: '30 days' }), ending]);
    expect(steps['awareness.field-notes']).toEqual({
      kind: 'series',
      mindset: 'educate',
      folder: 'field-notes',
      every: '30 days',
      next: 'awareness.end-done',
    });
  });

  test('keeps until when, how many at most, and how it speaks', () => {
    const steps = stepsOf([
      wait('2 weeks'),
      educate.series('field-notes', {
        name: 'notes',
        every: '2 business days',
        until: all(rested, not(demo)),
        atMost: 6,
        topic: 'your-seat',
        from: 'ana',
        during: 'mornings',
      }),
      ending,
    ]);
    expect(steps['awareness.notes']).toMatchObject({
      due: ['2 weeks'],
      every: '2 business days',
      until: { all: ['rested', { not: 'did demo.requested' }] },
      atMost: 6,
      topic: 'your-seat',
      from: 'ana',
      during: 'mornings',
    });
  });

  test('may go on until a date: the sentence of the date is the condition', () => {
    const until = before('90 days', trait('contractEnds'));
    const steps = stepsOf([educate.series('field-notes', { every: '30 days', until }), ending]);
    expect(steps['awareness.field-notes']).toMatchObject({
      until: '90 days before the date contractEnds',
    });
    const day = stepsOf([
      educate.series('field-notes', { every: '30 days', until: '2027-08-20' }),
      ending,
    ]);
    expect(day['awareness.field-notes']).toMatchObject({ until: '2027-08-20' });
  });

  test.for<[string, object, string]>([
    [
      'a folder',
      { folder: 'feild-notes' },
      "L024 awareness › feild-notes: 'feild-notes' is not a series.",
    ],
    ['a length', { every: 'often' }, "L050 awareness › field-notes › every: 'often' is no length."],
    ['a count', { atMost: 2.5 }, 'L000 awareness › field-notes › atMost: 2.5 is no count.'],
    ['a count from 1', { atMost: 0 }, 'L000 awareness › field-notes › atMost: 0 is no count.'],
    ['a sender', { from: 'anna' }, "L043 awareness › field-notes › from: 'anna' is not a sender"],
    [
      'a window',
      { during: 'noon' },
      "L044 awareness › field-notes › during: 'noon' is not a window of the house.",
    ],
    [
      'a date',
      { until: { trait: 'role' } },
      'L051 awareness › field-notes › until: The trait role is a string, no date.',
    ],
    ['an option', { evrey: '1 day' }, 'L000 awareness › field-notes: `evrey` says nothing here.'],
  ])('is refused without %s', ([, said, refusal]) => {
    expect(refusals([line(said), ending])).toEqual([expect.stringContaining(refusal)]);
  });

  test('sells nothing on a service topic, and is silent in a stage of sales', () => {
    const sells = convert.series('field-notes', { every: '30 days', topic: 'your-seat' });
    expect(refusals([sells, ending])).toEqual([
      expect.stringMatching(/^J107 awareness › field-notes/),
    ]);
    const selling = [line({}), ...around.selling];
    expect(refusals([to('handoff')], { stages: { ...around, selling } })).toEqual([
      expect.stringMatching(/^J104 selling › field-notes/),
    ]);
  });
});
