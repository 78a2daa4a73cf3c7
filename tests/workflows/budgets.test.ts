import { expect, test } from 'vitest';
import type { Telling } from '../../core/state.ts';
import type { Frozen } from '../../core/frozen.ts';
import { drip, dripFacts, TOUCHES } from '../support/drip.ts';
import { FakeActivities } from '../support/fake-activities.ts';
import { costOf, eventsOf, historiesOf } from '../support/histories.ts';
import { explained, onStage } from '../support/on-stage.ts';
import { small } from '../support/small-journey.ts';
import { beginning } from '../support/stage.ts';

const LAST = 'nurture.annual-review';
/** The last touch is far off: all that the others cost is in the history by then, and nothing else. */
const measured: Frozen = {
  ...drip,
  steps: {
    ...drip.steps,
    [LAST]: {
      kind: 'touch',
      due: ['99 months'],
      mindset: 'educate',
      mail: 'annual-review',
      next: 'nurture.qualified',
    },
  },
};
const touches = TOUCHES - 1;

test('a touch costs at most 13.5 events, 3.3 actions and 2.6 KB, and no run has more than 60 events', async () => {
  const activities = new FakeActivities();
  await onStage({ journeys: [measured], activities }, async (stage) => {
    const begin = beginning(measured, 'nurture.security-answers');
    const known = { ...begin, state: { ...begin.state, facts: dripFacts, seq: 3 } };
    const handle = await stage.start(known);
    const newest = stage.client.workflow.getHandle(handle.workflowId);
    await explained(newest, ({ at, asked }) => at === LAST && asked === undefined);
    const runs = await historiesOf(stage.client, handle.workflowId);
    await newest.terminate();
    const { events, actions, bytes } = costOf(runs);
    expect(activities.trace.filter((ask) => ask.startsWith('touch'))).toHaveLength(touches);
    expect(events / touches).toBeLessThanOrEqual(13.5);
    expect(actions / touches).toBeLessThanOrEqual(3.3);
    expect(bytes / touches).toBeLessThanOrEqual(2600);
    expect(Math.max(...runs.map((run) => eventsOf(run).length))).toBeLessThanOrEqual(60);
    process.stdout.write(
      `a touch: ${(events / touches).toFixed(2)} events, ${(actions / touches).toFixed(2)} actions, ${Math.round(bytes / touches)} B\n`,
    );
  });
});

/** What every run has besides: its start, its first task, and its end. */
const FRAME = { events: 5, actions: 1 };

test('a move without a touch costs at most six events and one action', async () => {
  const activities = new FakeActivities();
  await onStage({ journeys: [small], activities }, async (stage) => {
    const handle = await stage.start(beginning(small, 'nurture.done', 1));
    await handle.result();
    const { events, actions } = costOf([await handle.fetchHistory()]);
    expect(activities.trace).toEqual(['moved nurture.done']);
    expect(events - FRAME.events).toBeLessThanOrEqual(6);
    expect(actions - FRAME.actions).toBeLessThanOrEqual(1);
  });
});

test('a telling that changes nothing costs at most four events and one action', async () => {
  const activities = new FakeActivities();
  await onStage({ journeys: [small], activities }, async (stage) => {
    const begin = beginning(small, 'nurture.keen', 1);
    const handle = await stage.start(begin);
    await explained(handle, ({ until }) => until !== undefined);
    const before = costOf([await handle.fetchHistory()]);
    const news: Telling = { kind: 'told', entry: begin.entry, at: Date.now(), seq: 1, facts: {} };
    await stage.tell(handle, news);
    await explained(handle, ({ seq }) => seq === 1);
    const after = costOf([await handle.fetchHistory()]);
    expect(after.events - before.events).toBeLessThanOrEqual(4);
    expect(after.actions - before.actions).toBeLessThanOrEqual(1);
  });
});
