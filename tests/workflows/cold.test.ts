import { expect, test } from 'vitest';
import { commandsOf } from '../support/command-trace.ts';
import { expectedCommands } from '../support/expected-commands.ts';
import { historiesOf } from '../support/histories.ts';
import { onStage } from '../support/on-stage.ts';
import { versionOf } from '../support/stage.ts';
import { passages } from './golden/passages.ts';

test.each(passages)(
  'a worker that keeps no workflow in memory does the same: $name',
  async ({ journeys, activities, live }) => {
    const versions = new Map(journeys.map((journey) => [versionOf(journey), journey]));
    const cold = { journeys, activities: activities(), maxCachedWorkflows: 0 };
    const runs = await onStage(cold, async (stage) => historiesOf(stage.client, await live(stage)));
    for (const run of runs) expect(commandsOf(run)).toEqual(expectedCommands(run, versions));
  },
);
