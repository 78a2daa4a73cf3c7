import { createHash, randomUUID } from 'node:crypto';
import {
  Client,
  Connection,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@temporalio/client';
import {
  DefaultLogger,
  type InjectedSinks,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import type { Activities } from '../../activities/activities.ts';
import { beginState } from '../../core/begin.ts';
import type { Frozen, StepId } from '../../core/frozen.ts';
import type { Beginning, Telling } from '../../core/state.ts';
import { bundleEngine, type Engine, withVersions } from '../../worker/bundle.ts';
import type { RestSinks } from '../../workflows/rested.ts';
import { PROSPECT, startOptions, tell } from '../../workflows/messages.ts';

/** A day in 17 ms; as short to write as 1, so that histories weigh what they do in real time. */
export const QUICK = 2e-7;

const logger = new DefaultLogger('ERROR');
let engine: Promise<Engine> | undefined;

/** Once a process, before anything else of Temporal: its workers then log errors only, and leave signals to us. */
export const installRuntime = (): void => void Runtime.install({ logger, shutdownSignals: [] });

export const versionOf = (journey: Frozen): string =>
  createHash('sha256').update(JSON.stringify(journey)).digest('hex');

/** Somebody who has just entered `journey` at `at`. */
export const beginning = (journey: Frozen, at: StepId, pace = QUICK): Beginning => ({
  prospect: randomUUID(),
  entry: randomUUID(),
  epoch: 0,
  version: versionOf(journey),
  state: beginState(at, Date.now(), pace),
});

export type Options = Readonly<{
  /** What the worker's bundle has. */
  journeys: readonly Frozen[];
  /** What people may be started in besides. */
  knows?: readonly Frozen[];
  activities: Activities;
  taskQueue?: string;
  maxCachedWorkflows?: number;
  sinks?: InjectedSinks<RestSinks>;
}>;

/** A worker of the real bundle on a task queue of its own, and a client. Close it. */
export class Stage {
  readonly client: Client;
  readonly taskQueue: string;
  readonly #journeys: ReadonlyMap<string, Frozen>;
  readonly #close: () => Promise<void>;

  private constructor(client: Client, options: Options, close: () => Promise<void>) {
    this.client = client;
    this.taskQueue = options.taskQueue ?? '';
    const known = [...options.journeys, ...(options.knows ?? [])];
    this.#journeys = new Map(known.map((journey) => [versionOf(journey), journey]));
    this.#close = close;
  }

  static async open(address: string, given: Options): Promise<Stage> {
    engine ??= bundleEngine(logger);
    const options = { taskQueue: `q-${randomUUID().slice(0, 7)}`, ...given };
    const connection = await NativeConnection.connect({ address });
    const versions = options.journeys.map((journey) => ({
      hash: versionOf(journey),
      text: JSON.stringify(journey),
    }));
    const worker = await Worker.create({
      connection,
      taskQueue: options.taskQueue,
      identity: 'w1',
      buildId: 'b1',
      workflowBundle: withVersions(await engine, versions),
      activities: options.activities,
      ...(options.sinks && { sinks: options.sinks }),
      maxCachedWorkflows: options.maxCachedWorkflows ?? 100,
      stickyQueueScheduleToStartTimeout: '1 s',
    });
    const running = worker.run();
    const clientConnection = await Connection.connect({ address });
    const client = new Client({ connection: clientConnection, identity: 'stage' });
    return new Stage(client, options, async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await clientConnection.close();
    });
  }

  /** `more`: what a test wants to be otherwise than in life. */
  async start(begin: Beginning, more: Partial<WorkflowStartOptions> = {}): Promise<WorkflowHandle> {
    const journey = this.#journeys.get(begin.version);
    if (journey === undefined) throw new Error('this stage does not know that journey');
    const options = startOptions(begin, journey, this.taskQueue);
    return this.client.workflow.start(PROSPECT, { ...options, ...more });
  }

  async tell(handle: WorkflowHandle, ...tellings: Telling[]): Promise<void> {
    await handle.signal(tell, tellings);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
