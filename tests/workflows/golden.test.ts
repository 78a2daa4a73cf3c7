import { randomUUID } from 'node:crypto';
import { DefaultLogger, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleEngine, type Engine, withVersions } from '../../worker/bundle.ts';
import { commandsOf } from '../support/command-trace.ts';
import { expectedCommands } from '../support/expected-commands.ts';
import { goldens } from '../support/golden.ts';
import { eventsOf } from '../support/histories.ts';
import { installRuntime } from '../support/stage.ts';

installRuntime();
const kept = await goldens();

test('there are histories of every way people go', () => {
  expect(kept.map(({ name }) => name)).toEqual([
    'drip',
    'faulted',
    'hand-over',
    'handoffs',
    'told',
  ]);
});

describe.each(kept)('what was recorded as $name', ({ versions, runs }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await bundleEngine(new DefaultLogger('ERROR'));
  });

  test('replays with the workflow of today', async () => {
    const texts = [...versions].map(([hash, journey]) => ({ hash, text: JSON.stringify(journey) }));
    const workflowBundle = withVersions(engine, texts);
    for (const run of runs) {
      await expect(
        Worker.runReplayHistory({ workflowBundle }, run, randomUUID()),
      ).resolves.toBeUndefined();
    }
  });

  test('is what the core of today would have it do, to the last argument', () => {
    for (const run of runs) {
      expect(eventsOf(run).length).toBeGreaterThan(0);
      expect(commandsOf(run)).toEqual(expectedCommands(run, versions));
    }
  });
});
