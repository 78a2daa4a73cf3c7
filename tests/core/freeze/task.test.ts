import { describe, expect, test } from 'vitest';
import { around, demo, refusals, say, stepsOf } from './words.ts';

const { end, task, to, when } = say;
const call = { ask: 'Call them.', within: '1 business day' } as const;
const called = { whenever: [when(demo, to('handoff'))] };

describe('a task', () => {
  test('is for a team, in any stage', () => {
    const steps = stepsOf([task('kickoff', { for: 'care', ...call }), end('done')]);
    expect(steps['awareness.kickoff']).toEqual({
      kind: 'task',
      for: 'care',
      ask: 'Call them.',
      within: '1 business day',
      next: 'awareness.end-done',
    });
  });

  test('is for the owner where there is one', () => {
    const selling = [task('first-call', { for: 'owner', ...call }), ...around.selling];
    const steps = stepsOf([to('nurture')], { stages: { ...around, selling }, ...called });
    expect(steps['selling.first-call']).toMatchObject({ for: 'owner', next: 'selling.assist' });
    expect(steps['handoff.offer-new-business']).toMatchObject({ accepted: 'selling.first-call' });
  });

  test.for<[string, object, string]>([
    [
      'an owner where nobody accepted',
      { for: 'owner' },
      "J104 awareness › t › for: awareness is marketing's: nobody has accepted them, so they have no owner to ask. → Name a team, or put the task into a stage of sales or success.",
    ],
    [
      'a team that is not there',
      { for: 'caare' },
      "L041 awareness › t › for: 'caare' is not a team of the house. → Did you mean 'care'?",
    ],
    [
      'nothing to do',
      { ask: ' ' },
      "L000 awareness › t › ask: ' ' is no text. → Say it in a sentence.",
    ],
    ['no end', { within: undefined }, 'L050 awareness › t › within: undefined is no length.'],
  ])('is refused with %s', ([, said, refusal]) => {
    const line = { kind: 'task', id: 't', for: 'care', ...call, ...said };
    expect(refusals([line, end('done')])).toEqual([expect.stringContaining(refusal)]);
  });
});
