import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TestProject } from 'vitest/node';
import { temporalBinary } from '../../dev/temporal-binary.ts';
import { readyNamespace } from '../../dev/temporal-namespace.ts';
import { SharedServer } from './shared-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    temporalAddress: string;
    temporalNamespace: string;
  }
}

type Temporal = { address: string; stop(): Promise<void> };
declare global {
  // Each project loads this file anew, in the same process.
  var perennialTestTemporal: SharedServer<Temporal> | undefined;
}

/** One Temporal dev server for all test files, in memory, with our search attributes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = (globalThis.perennialTestTemporal ??= new SharedServer(start));
  project.provide('temporalAddress', (await server.join()).address);
  project.provide('temporalNamespace', 'default');
  return () => server.leave();
}

const QUICK = [
  'history.timerProcessorMaxTimeShift="1ms"', // without it each timer is a second late
  'system.namespaceCacheRefreshInterval="100ms"', // and each new namespace is known a second late
];

async function start(): Promise<Temporal> {
  const path = await temporalBinary(() => {});
  const env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      extraArgs: QUICK.flatMap((value) => ['--dynamic-config-value', value]),
      log: { format: 'pretty', level: 'error' },
    },
  });
  await readyNamespace(env.address, 'default');
  return { address: env.address, stop: () => env.teardown() };
}
