import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TestProject } from 'vitest/node';
import { temporalBinary } from '../../dev/temporal-binary.ts';
import { prepareNamespace } from '../../dev/temporal-namespace.ts';
import { shared } from './shared-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    temporalAddress: string;
    temporalNamespace: string;
  }
}

/** One Temporal dev server for all test files, in memory, with our search attributes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, leave } = await shared('temporal', start);
  project.provide('temporalAddress', server.address);
  project.provide('temporalNamespace', 'default');
  return leave;
}

async function start(): Promise<{ address: string; stop(): Promise<void> }> {
  const path = await temporalBinary(() => {});
  const env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      // Without it each timer is a second late.
      extraArgs: ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="1ms"'],
      log: { format: 'pretty', level: 'error' },
    },
  });
  await prepareNamespace(env.address, 'default');
  return { address: env.address, stop: () => env.teardown() };
}
