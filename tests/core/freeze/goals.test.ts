import { expect, test } from 'vitest';
import { freezeGoals } from '../../../core/freeze/goals.ts';
import { sayGoal } from '../../../core/goal.ts';
import { say, words } from './words.ts';

const { build, did, grow } = say;
const keeping = { atLeast: 0.45, reach: 'selling', within: '14 days' } as const;
const volume = { to: 120, per: 'quarter', by: '2027-03-31', keeping } as const;
const refusalsOf = (...goals: readonly unknown[]): readonly string[] =>
  freezeGoals('goals', goals, words).problems.map(
    ({ code, path, what }) => `${code} ${path}: ${what}`,
  );

test('goals are data, and one sentence each', () => {
  const { goals, problems } = freezeGoals(
    'goals2027',
    [
      grow('handoff', { ...volume, scoreVersion: 'a1b2' }),
      grow('selling', {
        ...volume,
        per: 'month',
        keeping: { ...keeping, atLeast: 0.305, reach: 'won' },
      }),
      build('A first week worth telling', {
        proof: did('guide.downloaded'),
        from: 0.22,
        to: 0.3,
        by: '2027-09-30',
      }),
    ],
    words,
  );
  expect(problems).toEqual([]);
  expect(JSON.parse(JSON.stringify(goals))).toEqual(goals);
  expect(goals[0]).toEqual({
    kind: 'grow',
    path: 'goals2027 › 1',
    stage: 'handoff',
    ...volume,
    scoreVersion: 'a1b2',
  });
  expect(goals.map(sayGoal)).toEqual([
    'By 31 March 2027: 120 a quarter reach handoff, and of them at least 45 % reach selling within 14 days.',
    'By 31 March 2027: 120 a month reach selling, and of them at least 30.5 % are won within 14 days.',
    'By 30 September 2027: “A first week worth telling”, proved when 30 % instead of 22 % of those who enter did guide.downloaded.',
  ]);
});

test('a volume alone, and a rate without a time, are refused by the name of their rules', () => {
  const { within: _, ...timeless } = keeping;
  expect(refusalsOf({ ...volume, grow: 'handoff', keeping: undefined })).toEqual([
    'J201 goals › 1 › keeping: A volume alone is no goal: nothing says what becomes of them.',
  ]);
  expect(refusalsOf({ ...volume, grow: 'handoff', keeping: timeless })).toEqual([
    'J204 goals › 1 › keeping › within: It does not say after how long its rate is measured.',
  ]);
});

test('nothing is believed', () => {
  const proof = did('guide.downloaded');
  const first = { build: 'x', proof, from: 0.2, to: 0.3, by: '2027-09-30' };
  expect(
    refusalsOf(
      7,
      { ...volume, grow: 'hand-off' },
      { ...volume, grow: 'handoff', to: 0 },
      { ...volume, grow: 'handoff', per: 'year' },
      { ...volume, grow: 'handoff', by: '2027-02-30' },
      { ...volume, grow: 'handoff', keeping: { ...keeping, atLeast: 45 } },
      { ...volume, grow: 'handoff', keeping: { ...keeping, reach: 'sold' } },
      { ...first, proof: { did: { event: 'guide.downloadd' } } },
      { ...first, from: '20 %' },
      { ...first, when: 'soon' },
    ),
  ).toEqual([
    'L000 goals › 1: 7 is no goal.',
    "L030 goals › 2: 'hand-off' is not a stage of the house.",
    'L000 goals › 3 › to: 0 is no number of people.',
    "L000 goals › 4 › per: 'year' is no period.",
    'L051 goals › 5 › by: There is no 2027-02-30 in the calendar.',
    'L000 goals › 6 › keeping › atLeast: 45 is no share of people.',
    "L030 goals › 7 › keeping › reach: 'sold' is not a stage of the house.",
    "L010 goals › 8 › proof: 'guide.downloadd' is not an event of the house.",
    "L000 goals › 9 › from: '20 %' is no share of people.",
    'L000 goals › 10: `when` says nothing here.',
  ]);
});

test('a goal that is refused leaves the others', () => {
  const { goals } = freezeGoals('goals', [grow('handoff', volume), {}], words);
  expect(goals).toHaveLength(1);
});
