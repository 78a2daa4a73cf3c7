import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { FakeActivities } from '../support/fake-activities.ts';
import { eventsOf } from '../support/histories.ts';
import { explained, onStage } from '../support/on-stage.ts';
import { small } from '../support/small-journey.ts';
import { beginning } from '../support/stage.ts';
import { workflowId } from '../../workflows/messages.ts';

test('a worker that lacks the version fails the task, never the workflow; one that has it goes on', async () => {
  const taskQueue = randomUUID();
  const activities = new FakeActivities();
  const newer = { ...small, journey: 'newer' };
  const begin = beginning(newer, 'nurture.hello', 1);
  await onStage({ journeys: [small], activities, taskQueue, knows: [newer] }, async (stage) => {
    const handle = await stage.start(begin, { workflowTaskTimeout: '1 s' });
    await eventually(async () => {
      const events = eventsOf(await handle.fetchHistory());
      expect(events.some((event) => event.workflowTaskFailedEventAttributes)).toBe(true);
    });
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });
  await onStage({ journeys: [small, newer], activities, taskQueue }, async (stage) => {
    const resumed = stage.client.workflow.getHandle(workflowId(begin.prospect));
    await explained(resumed, ({ at }) => at === 'nurture.keen');
    await resumed.terminate();
  });
});
