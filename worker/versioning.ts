import type { WorkerOptions } from '@temporalio/worker';

/**
 * Off by default: a versioned worker gets nothing before its build is made current. On by configuration: whoever sleeps stays on the build
 * that knows them, and moves on when they continue as new. The engine's own build id stands in each history, so it is short.
 */
export const versioningOf = (
  release: string | undefined,
  engine: string,
): Pick<WorkerOptions, 'buildId' | 'workerDeploymentOptions'> =>
  release === undefined
    ? { buildId: engine }
    : {
        workerDeploymentOptions: {
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'PINNED',
          version: { deploymentName: 'perennial', buildId: release },
        },
      };
