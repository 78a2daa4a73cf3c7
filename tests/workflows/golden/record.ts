// Records the golden histories anew: `node tests/workflows/golden/record.ts`. Do it when the workflow changes on purpose, before
// anything of it has been released; afterwards add recordings, and keep the old ones replaying.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalBinary } from '../../../dev/temporal-binary.ts';
import { readyNamespace } from '../../../dev/temporal-namespace.ts';
import { keepGolden } from '../../support/golden.ts';
import { historiesOf } from '../../support/histories.ts';
import { installRuntime, Stage, versionOf } from '../../support/stage.ts';
import { type Passage, passages } from './passages.ts';

installRuntime();
const path = await temporalBinary(() => {});
const env = await TestWorkflowEnvironment.createLocal({
  server: {
    executable: { type: 'existing-path', path },
    extraArgs: ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="1ms"'],
    log: { format: 'pretty', level: 'error' },
  },
});
try {
  await readyNamespace(env.address, 'default');
  for (const passage of passages) await record(passage);
} finally {
  await env.teardown();
}

async function record({ name, journeys, activities, live }: Passage): Promise<void> {
  const stage = await Stage.open(env.address, { journeys, activities: activities() });
  try {
    const runs = await historiesOf(stage.client, await live(stage));
    const versions = new Map(journeys.map((journey) => [versionOf(journey), journey]));
    await keepGolden({ name, versions, runs });
    process.stdout.write(`${name}: ${runs.length} runs\n`);
  } finally {
    await stage.close();
  }
}
