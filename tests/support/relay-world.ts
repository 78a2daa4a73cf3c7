import { createHash, randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { Client, Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { inject } from 'vitest';
import { canonical } from '../../core/canonical.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { Beginning, Telling } from '../../core/state.ts';
import { readyNamespace } from '../../dev/temporal-namespace.ts';
import { type Relay, type RelayOptions, startRelay } from '../../relay/relay.ts';
import { start } from '../../relay/start.ts';
import { collect } from '../../store/collect.ts';
import type { Ctx } from '../../store/ctx.ts';
import { enter } from '../../store/enter.ts';
import { withRings } from '../../store/outbox.ts';
import { putProspect } from '../../store/put-prospect.ts';
import { nextEpoch } from '../../store/queue.ts';
import { promote, publish, reportWorker } from '../../store/versions.ts';
import { workflowId } from '../../workflows/messages.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { gatherLog } from './gather-log.ts';
import { eventsOf, type History } from './histories.ts';
import { house } from './small-house.ts';
import { slicesOf } from '../../zones/slices-of.ts';

/** Nobody polls it: what was started stays as it was started. */
const QUEUE = 'nobody-polls';

/** A real database and a namespace of its own on the shared Temporal, without any worker: what the relay does can be looked at. */
export class RelayWorld {
  readonly database: FreshDatabase;
  readonly ctx: Ctx;
  readonly log = gatherLog();
  readonly #connections: Connection[] = [];
  readonly #relays: Relay[] = [];

  private constructor(database: FreshDatabase) {
    this.database = database;
    this.ctx = {
      db: database.db,
      pace: 1,
      house,
      versions: new Map(),
      now: () => Date.now(),
      sliceFor: slicesOf(house),
      hashAddress: (key) => createHash('sha256').update(key).digest('hex'),
    };
  }

  static async open(journeys: readonly Frozen[]): Promise<RelayWorld> {
    const world = new RelayWorld(await freshDatabase());
    const published = journeys.map((journey) => {
      const text = canonical(journey);
      const hash = createHash('sha256').update(text).digest('hex');
      return { journey: journey.journey, hash, text };
    });
    await publish(world.ctx, published);
    const hashes = published.map(({ hash }) => hash);
    await reportWorker(world.ctx, randomUUID(), hashes);
    await promote(world.ctx);
    return world;
  }

  /** Somebody who may be written to. */
  async person(): Promise<string> {
    const { id } = await putProspect(this.ctx, {
      email: `${randomUUID()}@people.example`,
      source: 'test',
      consents: [{ topic: 'tips', basis: 'consent', source: 'a form' }],
    });
    return id;
  }

  async enter(prospect: string, journey: string): Promise<string> {
    const answer = await enter(this.ctx, { prospect, journey, by: 'list' });
    if (answer.kind !== 'entered') throw new Error(JSON.stringify(answer));
    return answer.entry;
  }

  async did(prospect: string, name: string): Promise<void> {
    const messageId = randomUUID();
    await collect(this.ctx, {
      source: 'test',
      messageId,
      prospect,
      name,
      props: {},
      at: Date.now(),
    });
  }

  /** A Temporal that nobody has used: a namespace that is not even there yet. */
  temporal(address = inject('temporalAddress'), namespace = `relay-${randomUUID()}`): Client {
    const connection = Connection.lazy({ address });
    this.#connections.push(connection);
    return new Client({ connection, namespace });
  }

  /** The same where it is there. */
  async ready(): Promise<Client> {
    const client = this.temporal();
    await readyNamespace(inject('temporalAddress'), client.options.namespace);
    return client;
  }

  relay(client: Client, options: Partial<RelayOptions> = {}): Relay {
    const relay = startRelay({
      ctx: this.ctx,
      databaseUrl: this.database.url,
      client,
      namespace: client.options.namespace,
      taskQueue: QUEUE,
      log: this.log,
      every: { namespace: 500, unheard: 500 },
      ...options,
    });
    this.#relays.push(relay);
    return relay;
  }

  /** Everything the store had to say has been said. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const mailbox = await this.ctx.db.selectFrom('mailbox').select('id').execute();
      const outbox = await this.ctx.db.selectFrom('outbox').selectAll().execute();
      if (mailbox.length + outbox.length > 0) throw new Error(JSON.stringify({ mailbox, outbox }));
    });
  }

  /** What was told has been understood. */
  async folded(): Promise<void> {
    await eventually(async () => {
      const mailbox = await this.ctx.db.selectFrom('mailbox').select('id').execute();
      if (mailbox.length > 0) throw new Error(`${mailbox.length} in the mailbox`);
    });
  }

  /** This person's queue. */
  waiting(prospect: string) {
    return this.ctx.db
      .selectFrom('outbox')
      .select(['kind', 'entry', 'tries'])
      .where('prospect', '=', prospect)
      .orderBy('id')
      .execute();
  }

  /** Temporal starts whoever is to be started, and we die before that is written down. */
  async startAndDie(client: Client): Promise<void> {
    const starter = { ctx: this.ctx, client, taskQueue: QUEUE };
    await withRings(this.ctx, 100, async (rings) => {
      for (const one of rings) if (one.kind === 'start') await start(starter, one.beginning);
      throw new Error('killed');
    }).catch(() => undefined);
  }

  async nextEpoch(prospect: string): Promise<void> {
    const { db } = this.ctx;
    await db.transaction().execute((tx) => nextEpoch(tx, [prospect]));
  }

  async close(): Promise<void> {
    await Promise.all(this.#relays.map((relay) => relay.stop()));
    await Promise.all(this.#connections.map((connection) => connection.close()));
    await this.database.close();
  }
}

/** Whoever runs for this prospect. */
export const runOf = (client: Client, prospect: string): Promise<WorkflowExecutionDescription> =>
  client.workflow.getHandle(workflowId(prospect)).describe();

/** What the latest run of this prospect was started with. */
export async function startedAs(client: Client, prospect: string): Promise<Beginning> {
  const [first] = eventsOf(await historyOf(client, prospect));
  return decoded(first?.workflowExecutionStartedEventAttributes?.input) as Beginning;
}

/** What it was told, in order. */
export async function toldOf(client: Client, prospect: string): Promise<readonly Telling[]> {
  const events = eventsOf(await historyOf(client, prospect));
  return events.flatMap((event) => {
    const input = event.workflowExecutionSignaledEventAttributes?.input;
    return input === undefined ? [] : (decoded(input) as readonly Telling[]);
  });
}

const historyOf = (client: Client, prospect: string): Promise<History> =>
  client.workflow.getHandle(workflowId(prospect)).fetchHistory();

function decoded(input: Payloads): unknown {
  const [payload] = input?.payloads ?? [];
  if (!payload) throw new Error('nothing was given');
  return defaultPayloadConverter.fromPayload<unknown>(payload);
}
type Payloads = temporal.api.common.v1.IPayloads | null | undefined;
