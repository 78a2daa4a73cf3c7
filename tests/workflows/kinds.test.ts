import { expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import type { Task, Telling } from '../../core/state.ts';
import { FakeActivities } from '../support/fake-activities.ts';
import { costOf } from '../support/histories.ts';
import { explained, onStage, shownOnce } from '../support/on-stage.ts';
import { beginning, QUICK } from '../support/stage.ts';
import { small } from '../support/small-journey.ts';

const STARTS = 'the webinar.registered.startsAt';
/** A series, an experiment, a task and a date, one after the other. */
const whole: Frozen = {
  ...small,
  journey: 'whole',
  whenever: [],
  steps: {
    'nurture.news': {
      kind: 'series',
      mindset: 'educate',
      folder: 'news',
      every: '3 days',
      next: 'nurture.prices',
    },
    'nurture.prices': {
      kind: 'split',
      by: 'account',
      arms: {
        prices: { share: 1, next: 'nurture.call' },
        nothing: { share: 1, next: 'nurture.done' },
      },
      next: 'nurture.done',
    },
    'nurture.call': {
      kind: 'task',
      for: 'new-business',
      ask: 'Ring them.',
      within: '4 hours',
      next: 'nurture.reminder',
    },
    'nurture.reminder': {
      kind: 'touch',
      due: [{ moment: STARTS }],
      mindset: 'educate',
      mail: 'reminder',
      next: 'nurture.done',
    },
    'nurture.done': { kind: 'end', as: 'done' },
  },
  facts: {
    [STARTS]: { kind: 'moment', anchor: { of: 'webinar.registered', property: 'startsAt' } },
  },
};
const told = (entry: string, more: Partial<Telling>): Telling => ({
  kind: 'told',
  entry,
  at: Date.now(),
  ...more,
});
const task: Task = {
  id: '7d9f1a5e-26a1-4a8e-9d5f-0d3d3a1f0c11',
  key: 'nurture.call#1',
  rev: 1,
  state: 'open',
  until: 4_000_000_000_000,
};
const on = (at: string, pace = 1) => beginning(whole, at, pace);

test('a series asks for one mail after the other until there is none, and goes on', async () => {
  const activities = new FakeActivities({
    touch: ({ state }, nth) =>
      nth > 3 ? { kind: 'exhausted' } : { kind: 'sent', mail: `news/0${(state.said?.n ?? 0) + 1}` },
    draw: () => ({ kind: 'drawn', arm: 'nothing' }),
  });
  await onStage({ journeys: [whole], activities }, async (stage) => {
    const handle = await stage.start(on('nurture.news', QUICK));
    await handle.result();
  });
  const touches = activities.asked.filter(({ todo }) => todo.kind === 'touch');
  expect(touches.map(({ state }) => state.said?.n ?? 0)).toEqual([0, 1, 2, 3]);
  expect(activities.trace.slice(-2)).toEqual(['draw nurture.prices', 'moved nurture.done']);
});

test('an arm is drawn by one activity, and it goes on there', async () => {
  const activities = new FakeActivities({ draw: () => ({ kind: 'drawn', arm: 'nothing' }) });
  await onStage({ journeys: [whole], activities }, async (stage) => {
    const handle = await stage.start(on('nurture.prices'));
    await handle.result();
    const { events, actions } = costOf([await handle.fetchHistory()]);
    expect(activities.trace).toEqual(['draw nurture.prices', 'moved nurture.done']);
    // five events and one action are every run's; the draw and the end are an activity each
    expect(events - 5).toBeLessThanOrEqual(12);
    expect(actions - 1).toBe(2);
  });
});

test('a task is waited for, by name in the list, and goes on when it is told to be done', async () => {
  const activities = new FakeActivities({ task: () => ({ kind: 'task', task }) });
  await onStage({ journeys: [whole], activities }, async (stage) => {
    const begin = on('nurture.call');
    const handle = await stage.start(begin);
    const seen = await explained(handle, ({ asked, until }) => !asked && until !== undefined);
    expect(seen).toMatchObject({ waitingFor: 'a task for new-business: Ring them.', task });
    const shown = await shownOnce(handle, (all) => all['NextActionAt'] !== undefined);
    expect(shown).toMatchObject({
      Step: 'nurture.call',
      WaitingFor: 'a task for new-business: Ring them.',
      SlaDueAt: new Date(task.until),
    });
    await stage.tell(handle, told(begin.entry, { task: { ...task, rev: 2, state: 'done' } }));
    await handle.result();
  });
  expect(activities.trace).toEqual([
    'task nurture.call',
    'touch nurture.reminder',
    'moved nurture.done',
  ]);
});

test('a task whose time is over asks what became of it', async () => {
  const soon = { ...task, until: Date.now() + 1000 };
  const activities = new FakeActivities({
    task: () => ({ kind: 'task', task: soon }),
    overdue: () => ({ kind: 'task', task: { ...soon, rev: 2, state: 'late' } }),
  });
  await onStage({ journeys: [whole], activities }, async (stage) => {
    const handle = await stage.start(on('nurture.call'));
    await handle.result();
  });
  expect(activities.asked[1]?.todo).toMatchObject({ kind: 'overdue', task: task.id });
});

test('whoever waits for a date says until when, gives way, and comes back on that date', async () => {
  const date = Date.now() + 3000;
  const facts = { [STARTS]: { since: date } };
  const waiting = on('nurture.reminder');
  const dated = { ...waiting, state: { ...waiting.state, facts, seq: 1 } };
  const other = { ...beginning(small, 'nurture.keen', 1), prospect: dated.prospect, epoch: 1 };
  const back = (now: number) => ({ ...dated, epoch: 2, state: { ...dated.state, now } });
  const activities = new FakeActivities({
    moved: ({ entry, todo }) => {
      if (todo.kind === 'moved' && todo.ended !== undefined) return { kind: 'gone' };
      if (entry === dated.entry) return { kind: 'next', to: other };
      return Date.now() < date ? { kind: 'stays' } : { kind: 'next', to: back(Date.now()) };
    },
  });
  await onStage({ journeys: [whole, small], activities }, async (stage) => {
    const handle = await stage.start(dated);
    const newest = stage.client.workflow.getHandle(handle.workflowId);
    await explained(newest, ({ entry, until }) => entry === other.entry && until !== undefined);
    await new Promise((done) => setTimeout(done, Math.max(0, date - Date.now())));
    await stage.tell(newest, told(other.entry, { yield: true }));
    await newest.result();
  });
  expect(activities.asked[0]?.todo).toMatchObject({ kind: 'moved', until: date });
  expect(activities.trace).toEqual([
    'moved nurture.reminder',
    'moved nurture.keen',
    'moved nurture.keen',
    'touch nurture.reminder',
    'moved nurture.done',
  ]);
});
