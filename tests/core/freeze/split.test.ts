import { describe, expect, test } from 'vitest';
import { around, demo, refusals, say, stepsOf } from './words.ts';

const { did, educate, end, split, to, wait } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (rest: object): object => ({ kind: 'split', id: 'proof', ...rest });
const ending = end('done');
const two = { story: [educate('first-win')], holdout: [] };

describe('a split', () => {
  test('has equal shares unless they are said, is drawn by prospect, and an empty arm goes on', () => {
    const steps = stepsOf([split('proof', two), ending]);
    expect(steps['awareness.proof']).toEqual({
      kind: 'split',
      by: 'prospect',
      arms: {
        story: { share: 1, next: 'awareness.first-win' },
        holdout: { share: 1, next: 'awareness.end-done' },
      },
      next: 'awareness.end-done',
    });
    expect(steps['awareness.first-win']).toMatchObject({ next: 'awareness.end-done' });
  });

  test('keeps its shares, who is drawn together and what judges it', () => {
    const steps = stepsOf([
      split('proof', two, {
        shares: { story: 90, holdout: 10 },
        by: 'account',
        judgedBy: did('handoff.accepted').within('90 days'),
      }),
      ending,
    ]);
    expect(steps['awareness.proof']).toMatchObject({
      by: 'account',
      arms: { story: { share: 90 }, holdout: { share: 10 } },
      judgedBy: 'did handoff.accepted within 90 days',
    });
  });

  test('may close an arm by a share of 0: it keeps whom it has', () => {
    const steps = stepsOf([split('proof', two, { shares: { story: 1, holdout: 0 } }), ending]);
    expect(steps['awareness.proof']).toMatchObject({ arms: { holdout: { share: 0 } } });
  });

  test('whose arms all lead out may stand last: an arm that is gone goes the first one’s way', () => {
    const arms = { a: [wait('1 day'), to('nurture')], b: [end('done')] } as const;
    const steps = stepsOf([split('proof', arms)], { stages: { nurture: around.nurture } });
    expect(steps['awareness.proof']).toMatchObject({
      arms: { a: { next: 'awareness.to-nurture-after-1-day' } },
      next: 'awareness.to-nurture-after-1-day',
    });
  });

  test('that stands last with an arm that leads nowhere is refused', () => {
    const arms = { a: [to('nurture')], holdout: [] } as const;
    expect(refusals([split('proof', arms)], { stages: { nurture: around.nurture } })).toEqual([
      expect.stringMatching(/^G002 awareness › proof/),
    ]);
  });

  test.for<[string, object, string]>([
    ['one arm', { arms: { a: [] } }, 'L000 awareness › proof: One arm is no experiment.'],
    ['no arms', {}, 'L000 awareness › proof: One arm is no experiment.'],
    [
      'an arm without a share',
      { arms: two, shares: { story: 50 } },
      "L000 awareness › proof › shares › holdout: The arm 'holdout' has no share.",
    ],
    [
      'a share of no arm',
      { arms: two, shares: { story: 1, holdout: 1, numbers: 1 } },
      "L000 awareness › proof › shares: There is no arm 'numbers' to have a share. → There are: story, holdout.",
    ],
    [
      'less than nothing',
      { arms: two, shares: { story: -1, holdout: 2 } },
      'L000 awareness › proof › shares › story: -1 is no share.',
    ],
    [
      'nothing for anybody',
      { arms: two, shares: { story: 0, holdout: 0 } },
      'L000 awareness › proof › shares: Nobody gets into any arm.',
    ],
    [
      'another unit',
      { arms: two, by: 'team' },
      "L000 awareness › proof › by: Nobody is drawn by 'team'.",
    ],
    [
      'a name that is none',
      { arms: { ...two, 'a.b': [] } },
      "L000 awareness › proof › a.b: 'a.b' is no name",
    ],
  ])('is refused with %s', ([, said, refusal]) => {
    expect(refusals([line(said), ending])).toEqual([expect.stringContaining(refusal)]);
  });
});

test('what judges a split is listened to', () => {
  const judged = line({ arms: two, judgedBy: { did: { event: 'demo.requestd' } } });
  expect(refusals([judged, ending])).toEqual([
    expect.stringMatching(/^L010 awareness › proof › judgedBy/),
  ]);
  expect(stepsOf([split('proof', two, { judgedBy: demo }), ending])).toHaveProperty([
    'awareness.proof',
  ]);
});
