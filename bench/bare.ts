import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
} from '@temporalio/worker';
import type { OutgoingMail } from '../mail/message.ts';
import type { Transport } from '../mail/transport.ts';
import type { Drips } from './drip.ts';

export type BareActivities = { send(touch: number): Promise<void> };

/** Drips as one would write them in an afternoon. */
export type Bare = Readonly<{
  /** Starts everyone and resolves when each has got all; milliseconds. */
  run(drips: Drips, round: number): Promise<number>;
  stop(): Promise<void>;
}>;

const QUEUE = 'bench-bare';

/** `mails` were composed beforehand; they go through the same pool as Perennial's, past its gate. */
export async function startBare(
  { client, connection }: Readonly<{ client: Client; connection: NativeConnection }>,
  mails: readonly OutgoingMail[],
  transport: Transport,
): Promise<Bare> {
  const activities: BareActivities = {
    async send(touch) {
      const mail = mails[touch % mails.length];
      if (mail === undefined) throw new Error('no mail was prepared');
      const sent = await transport.sendPlain(mail);
      if (sent.kind !== 'accepted') throw new Error(`the sink answered ${sent.kind}`);
    },
  };
  const workflowsPath = fileURLToPath(new URL('bare-workflow.ts', import.meta.url));
  const logger = new DefaultLogger('ERROR');
  const worker = await Worker.create({
    connection,
    namespace: client.options.namespace,
    taskQueue: QUEUE,
    identity: 'w1',
    buildId: 'b1',
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
    activities,
    maxConcurrentActivityTaskExecutions: 20,
    maxCachedWorkflows: 2_000,
  });
  const running = worker.run();
  return {
    run: (drips, round) => runBare(client, drips, round),
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}

async function runBare(client: Client, drips: Drips, round: number): Promise<number> {
  const began = performance.now();
  const people = Array.from({ length: drips.people }, (_, i) => `bare/${round}/${i}`);
  const handles = await Promise.all(
    people.map((workflowId) =>
      client.workflow.start('bare', {
        workflowId,
        taskQueue: QUEUE,
        args: [drips.touches, drips.wait],
      }),
    ),
  );
  await Promise.all(handles.map((handle) => handle.result()));
  return performance.now() - began;
}
