import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { createLinks } from '../../mail/links.ts';
import { start } from '../../relay/start.ts';
import { currentJourneys, publish } from '../../store/versions.ts';
import { type Running, startWorker, type WorkerGiven } from '../../worker/worker.ts';
import { versionOf, World } from '../store/world.ts';
import { eventually } from '../support/eventually.ts';
import { gatherLog } from '../support/gather-log.ts';
import { explained } from '../support/on-stage.ts';
import { small } from '../support/small-journey.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { workflowId } from '../../workflows/messages.ts';

/** Nobody is mailed here: they wait for something before the first mail. */
const waiting: Frozen = { ...small, enter: [{ by: 'list', at: 'nurture.keen' }] };
const later: Frozen = { ...waiting, journey: 'later' };

let world: World;
let connection: Connection;
let client: Client;
beforeAll(async () => {
  world = await World.open(small);
  await world.ctx.db.deleteFrom('workers').execute(); // only real ones
  connection = await Connection.connect({ address: inject('temporalAddress') });
  client = new Client({ connection });
});
afterAll(async () => {
  await connection.close();
  await world.close();
});

const log = gatherLog();
const given = (taskQueue: string, address = inject('temporalAddress')): WorkerGiven => ({
  ctx: world.live(),
  templates: new Map(),
  links: createLinks([{ id: 'k', secret: 'x'.repeat(32) }], 'http://127.0.0.1'),
  log,
  connection: { address },
  namespace: 'default',
  taskQueue,
  smtp: 'smtp://127.0.0.1:1',
  mode: { kind: 'own-inbox' },
});
async function running<T>(worker: Promise<Running>, act: () => Promise<T>): Promise<T> {
  const started = await worker;
  try {
    return await act();
  } finally {
    await started.stop();
  }
}
/** Somebody enters, and their workflow is started as the relay would. */
async function enters(journey: string, taskQueue: string) {
  const run = await world.run(await world.entered(await world.person(), journey));
  await start({ ctx: world.ctx, client, taskQueue }, run.begin);
  return client.workflow.getHandle(workflowId(run.prospect));
}
const isCurrent = (journey: Frozen): Promise<void> =>
  eventually(async () => {
    const current = await currentJourneys(world.ctx);
    expect(current.map(({ hash }) => hash)).toContain(versionOf(journey).hash);
  });

test('a version published meanwhile becomes current, and runs, while nobody who is under way is dropped', async () => {
  await publish(world.ctx, [versionOf(waiting)]);
  await running(startWorker(given('take-up')), async () => {
    await isCurrent(waiting);
    const early = await enters('small', 'take-up');
    await explained(early, ({ until }) => until !== undefined);
    await publish(world.ctx, [versionOf(later)]);
    await isCurrent(later);
    const late = await enters('later', 'take-up');
    await explained(late, ({ until }) => until !== undefined);
    const seen = await explained(early, () => true);
    expect(seen.faulted).toBeUndefined();
    await Promise.all([early.terminate(), late.terminate()]);
  });
});

test('a worker that stops is waited for no more', async () => {
  await running(startWorker(given('leaves')), () => Promise.resolve());
  const rows = await world.ctx.db.selectFrom('workers').select('versions').execute();
  expect(rows.filter(({ versions }) => versions.length > 1)).toEqual([]);
});

test('it goes on by itself when Temporal is back', async () => {
  const proxy: TcpProxy = await startTcpProxy(inject('temporalAddress'));
  await publish(world.ctx, [versionOf(waiting)]);
  await running(startWorker(given('outage', proxy.address)), async () => {
    await isCurrent(waiting);
    proxy.cut();
    const handle = await enters('small', 'outage');
    proxy.mend();
    const seen = await explained(handle, ({ until }) => until !== undefined);
    expect(seen.faulted).toBeUndefined();
    await handle.terminate();
  });
  await proxy.close();
});

test('one that finds no Temporal waits for it', async () => {
  const proxy = await startTcpProxy(inject('temporalAddress'));
  proxy.cut();
  const starting = startWorker(given('late', proxy.address));
  await eventually(() => expect(JSON.stringify(log)).toContain('tries again'));
  proxy.mend();
  await running(starting, async () => {
    const handle = await enters('small', 'late');
    await explained(handle, ({ until }) => until !== undefined);
    await handle.terminate();
  });
  await proxy.close();
});
