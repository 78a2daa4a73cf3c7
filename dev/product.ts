import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { inbox as inboxEvidence } from '../mail/evidence/inbox.ts';
import type { PerMinute } from '../core/per-minute.ts';
import { createLinks } from '../mail/links.ts';
import { startRelay } from '../relay/relay.ts';
import { addApiKey } from '../store/api-keys.ts';
import type { Ctx } from '../store/ctx.ts';
import { migrate } from '../store/migrate.ts';
import { setWorldValue, worldValue } from '../store/sweep.ts';
import { publish } from '../store/versions.ts';
import { startConfirming } from '../worker/confirming.ts';
import { installRuntime } from '../worker/runtime.ts';
import { startWorker } from '../worker/worker.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { startApi } from './api-process.ts';
import type { Closing } from './closing.ts';
import { contextOf } from '../store/context.ts';
import type { InboxFile } from './inbox-file.ts';
import type { Keys } from './keys.ts';
import type { Content } from '../worker/content.ts';
import type { Stack } from './stack-file.ts';
import type { World } from './world.ts';
import { slicesOf } from '../zones/slices-of.ts';

export type Product = Readonly<{
  world: World;
  keys: Keys;
  stack: Stack;
  content: Content;
  mails: InboxFile;
  log: Logger;
  /** How many mails may leave in a minute; absent: as many as are due, for the inbox is ours. */
  perMinute?: PerMinute;
  /** How long the mail server may take for a word; ms. */
  smtpTimeout?: number;
  /** False: nobody is asked what became of a mail that may have left. */
  evidence?: boolean;
}>;

/** Migrates, publishes the journeys, and runs the API, a worker and a relay in this process. */
export async function startProduct(product: Product, closing: Closing): Promise<void> {
  const { world, keys, stack, content, log, perMinute, smtpTimeout } = product;
  installRuntime(log);
  const house = content.project.data;
  const sliceFor = slicesOf(house);
  const ctx = contextOf(world, house, { database: stack.database, pepper: keys.pepper, sliceFor });
  await closing.add('the store', Promise.resolve(ctx.db), (db) => db.destroy());
  await prepareStore(ctx, product);
  const links = createLinks(keys.linkKeys, stack.api);
  const connection = Connection.lazy({ address: stack.temporal });
  await closing.add('the client', Promise.resolve(connection), (it) => it.close());
  const { namespace } = world;
  const client = new Client({ connection, namespace });
  const evidence = product.evidence === false ? undefined : inboxEvidence.open(stack.inbox);
  const asked = evidence === undefined ? {} : { evidence };
  const common = { ctx, namespace, taskQueue: TASK_QUEUE, log };
  const relay = startRelay({ ...common, client, databaseUrl: stack.database, ...asked });
  await closing.add('the relay', Promise.resolve(relay), (it) => it.stop());
  const { project, templates, broken } = content;
  const worker = startWorker({
    ...common,
    templates,
    broken,
    links,
    connection: { address: stack.temporal },
    smtp: stack.smtp,
    ...(perMinute !== undefined && { perMinute }),
    ...(smtpTimeout !== undefined && { smtpTimeout }),
    mode: { kind: 'own-inbox' },
    ...asked,
  });
  const { smtp } = stack;
  const mode = { kind: 'own-inbox' } as const;
  const confirming = startConfirming({
    ctx,
    templates,
    links,
    smtp,
    mode,
    log,
    ...(perMinute !== undefined && { perMinute }),
  });
  await closing.add('the confirmations', Promise.resolve(confirming), (it) => it.stop());
  const api = startApi({ ...product, project, ctx, links });
  await Promise.all([
    closing.add('the worker', worker, (it) => it.stop()),
    closing.add('the API', api, (it) => it.stop()),
  ]);
}

async function prepareStore(ctx: Ctx, { world, keys, content }: Product): Promise<void> {
  await migrate(ctx.db);
  const name = await worldValue(ctx, 'name');
  if (name !== undefined && name !== world.name)
    throw new Error(`This database belongs to the ${name} world, not to the ${world.name} one.`);
  await setWorldValue(ctx, 'name', world.name);
  await addApiKey(ctx, keys.apiKey, 'the local stack');
  const journeys = content.project.journeys.map(({ id, hash, text }) => ({
    journey: id,
    hash,
    text,
  }));
  await publish(ctx, journeys);
}
