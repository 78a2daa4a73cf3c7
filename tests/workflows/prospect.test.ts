import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { FakeActivities } from '../support/fake-activities.ts';
import { small } from '../support/small-journey.ts';
import { beginning, Stage } from '../support/stage.ts';

const open = (activities: FakeActivities): Promise<Stage> =>
  Stage.open(inject('temporalAddress'), { journeys: [small], activities });

test('walks from touch to touch, waits, and is over at its end', async () => {
  const activities = new FakeActivities();
  const stage = await open(activities);
  try {
    const handle = await stage.start(beginning(small, 'nurture.hello'));
    await handle.result();
    expect(activities.trace).toEqual([]);
  } finally {
    await stage.close();
  }
});
