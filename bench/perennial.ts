import { createHash, randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { DefaultLogger, type NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../activities/activities.ts';
import { createActivities } from '../activities/create-activities.ts';
import type { ActivityDeps } from '../activities/deps.ts';
import { canonical } from '../core/canonical.ts';
import { createLinks } from '../mail/links.ts';
import type { Template, Templates } from '../mail/template.ts';
import type { Transport } from '../mail/transport.ts';
import { startRelay } from '../relay/relay.ts';
import type { Ctx } from '../store/ctx.ts';
import { enrolAll } from '../store/enrol-all.ts';
import { putMany } from '../store/put-many.ts';
import { promote, publish, reportWorker } from '../store/versions.ts';
import { bundleEngine, withVersions } from '../worker/bundle.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { dripJourney, type Drips, mailName } from './drip.ts';
import type { Spans } from './spans.ts';

/** The product's own drips: the relay, the workflow, the arbiter, the ledger and the fence. */
export type Perennial = Readonly<{
  /** Makes people, lets them all in, and resolves when each has had all and is out again; milliseconds of that. */
  run(drips: Drips, round: number): Promise<number>;
  stop(): Promise<void>;
}>;

export type Given = Readonly<{
  ctx: Ctx;
  databaseUrl: string;
  client: Client;
  connection: NativeConnection;
  template: Template;
  transport: Transport;
  spans: Spans;
}>;

const JOURNEY = 'drip';
const quiet = { info: () => {}, warn: () => {} };

/** A worker as worker/worker.ts runs it, but that its parts are timed; and a relay. */
export async function startPerennial(given: Given, drips: Drips): Promise<Perennial> {
  const { ctx, client, connection, databaseUrl } = given;
  const { namespace } = client.options;
  const text = canonical(dripJourney(drips, JOURNEY));
  const hash = createHash('sha256').update(text).digest('hex');
  await publish(ctx, [{ journey: JOURNEY, hash, text }]);
  const engine = await bundleEngine(new DefaultLogger('ERROR'));
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    identity: 'w1',
    buildId: engine.buildId,
    workflowBundle: withVersions(engine, [{ hash, text }]),
    activities: timedActivities(given, drips),
    maxCachedWorkflows: 2_000,
    maxConcurrentActivityTaskExecutions: 20,
  });
  const running = worker.run();
  await reportWorker(ctx, randomUUID(), [hash]);
  await promote(ctx);
  const taskQueue = TASK_QUEUE;
  const relay = startRelay({ ctx, client, databaseUrl, namespace, taskQueue, log: quiet });
  return {
    run: (of, round) => runPerennial(ctx, of, round),
    stop: async () => {
      await relay.stop();
      worker.shutdown();
      await running;
    },
  };
}

async function runPerennial(ctx: Ctx, { people }: Drips, round: number): Promise<number> {
  const consents = [{ topic: 'drips', basis: 'consent' as const, source: 'bench' }];
  const rows = Array.from({ length: people }, (_, i) => ({
    line: i,
    email: `${round}.${i}@people.example`,
    traits: { firstName: 'Ida' },
    consents,
  }));
  await putMany(ctx, 'bench', rows, { dryRun: false });
  await understood(ctx);
  const before = await closed(ctx);
  const began = performance.now();
  await enrolAll(ctx, JOURNEY);
  while ((await closed(ctx)) < before + people) await pause(20);
  return performance.now() - began;
}

/** What is known of the new people is no part of the drips. */
async function understood(ctx: Ctx): Promise<void> {
  const news = ctx.db.selectFrom('mailbox').select('id').limit(1);
  while ((await news.executeTakeFirst()) !== undefined) await pause(20);
}

async function closed({ db }: Ctx): Promise<number> {
  const { count } = await db
    .selectFrom('entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'closed')
    .executeTakeFirstOrThrow();
  return count;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function timedActivities({ ctx, template, transport, spans }: Given, drips: Drips): Activities {
  const deps: ActivityDeps = {
    ctx,
    templates: timedTemplates(template, drips.touches, spans),
    transport: {
      ...transport,
      send: (mail, letGo) =>
        spans.time('send', () => transport.send(mail, () => spans.time('fence', letGo))),
    },
    links: createLinks([{ id: 'k', secret: 'x'.repeat(32) }], 'http://127.0.0.1'),
    mode: { kind: 'own-inbox' },
    log: quiet,
  };
  const activities = createActivities(deps);
  return {
    ...activities,
    touch: (question) => spans.time('touch', () => activities.touch(question)),
  };
}

/** One mail under many names, since the same mail is sent once. */
function timedTemplates(template: Template, touches: number, spans: Spans): Templates {
  const { subject, html, text } = template.render;
  const render: Template['render'] = {
    subject,
    html: (scope) => spans.timeSync('compose html', () => html(scope)),
    text: (scope) => spans.timeSync('compose text', () => text(scope)),
  };
  const names = Array.from({ length: touches }, (_, i) => mailName(i));
  return new Map(names.map((mail) => [mail, { ...template, mail, render }]));
}
