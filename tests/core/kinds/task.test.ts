import { expect, test } from 'vitest';
import type { Frozen } from '../../../core/frozen.ts';
import type { HandoffState, Task } from '../../../core/state.ts';
import { DAY, ENTRY, Passage } from '../../support/passage.ts';
import { small } from '../../support/small-journey.ts';

const call = { kind: 'task', for: 'owner', ask: 'Call them.', within: '2 days' } as const;
const journey: Frozen = {
  ...small,
  whenever: [],
  steps: {
    ...small.steps,
    'nurture.call': { ...call, next: 'nurture.keen' },
    'selling.call': { ...call, next: 'selling.assist' },
  },
};
const task = (more: Partial<Task> = {}): Task => ({
  id: 't1',
  key: 'nurture.call#1',
  rev: 1,
  state: 'open',
  until: 2 * DAY,
  ...more,
});
const asked = () => new Passage(journey, 'nurture.call').answer({ kind: 'task', task: task() });
const told = (passage: Passage, news: Task) =>
  passage.hear({ kind: 'told', entry: ENTRY, at: DAY, task: news }).settled();

test('a person is given the task, and the journey waits for them', () => {
  const passage = new Passage(journey, 'nurture.call');
  expect(passage.todo).toEqual({ kind: 'task', key: 'nurture.call#1.1' });
  expect(asked().sleepUntil).toBe(2 * DAY);
});

test('done leads on at once', () => {
  expect(told(asked(), task({ rev: 2, state: 'done' })).state.at).toBe('nurture.keen');
});

test('when its time is over the row is asked, which decides', () => {
  const passage = asked().day(2);
  expect(passage.todo).toMatchObject({ kind: 'overdue', task: 't1' });
  passage.answer({ kind: 'task', task: task({ rev: 2, state: 'late' }) });
  expect(passage.settled().state.at).toBe('nurture.keen');
});

test('an older word about it changes nothing, nor does one about another’s task', () => {
  const passage = told(asked(), task({ rev: 0, state: 'done' }));
  expect(passage.state.at).toBe('nurture.call');
  expect(told(passage, task({ id: 't2', key: 'x#1', state: 'done' })).state.at).toBe(
    'nurture.call',
  );
});

test('a task of sales is over with the deal it was about', () => {
  const passage = (state: HandoffState) =>
    new Passage(journey, 'selling.call')
      .answer({ kind: 'task', task: task({ key: 'selling.call#1' }) })
      .toldHandoff({ id: 'h1', key: 'selling.call#1', rev: 1, state })
      .settled();
  expect(passage('accepted').state.at).toBe('selling.call');
  expect(passage('won').todo).toMatchObject({ kind: 'moved', ended: 'won' });
});
