import { resolveMx } from 'node:dns/promises';
import { Client, Connection } from '@temporalio/client';
import { pino, type Logger } from 'pino';
import { printFindings } from '../core/check/print.ts';
import { strangeSender } from '../core/per-minute.ts';
import { type Inbound, startInbound } from '../inbound/listen.ts';
import { probeDkim } from '../mail/dkim-probe.ts';
import { createLinks } from '../mail/links.ts';
import { createReturnPath } from '../mail/return-path.ts';
import { startRelay } from '../relay/relay.ts';
import type { Ctx } from '../store/ctx.ts';
import { migrate } from '../store/migrate.ts';
import { samePepper } from '../store/same-pepper.ts';
import { publish } from '../store/versions.ts';
import { type Config, readConfig } from './config.ts';
import { startConfirming } from './confirming.ts';
import { type Content, loadContent } from './content.ts';
import { contextOf } from '../store/context.ts';
import { hearBack } from './hear-back.ts';
import { leadSomewhere } from './lead-somewhere.ts';
import { linksLeadHere } from './links-lead-here.ts';
import { installRuntime } from './runtime.ts';
import { speakForSenders } from './speak-for-senders.ts';
import { startWorker } from './worker.ts';
import { slicesOf } from '../zones/slices-of.ts';

const TASK_QUEUE = 'perennial';
/** Whoever asked us to stop has waited long enough after this; ms. */
const PATIENCE = 30_000;

/** A worker and a relay in real time, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });
  const config = readConfig(process.env);
  if (config.dkim !== undefined) await probeDkim(config.dkim);
  const log = pino();
  installRuntime(log);
  const content = await loadContent(config.project);
  const house = content.project.data;
  for (const line of [...speakForSenders(config, house), ...linksLeadHere(config)])
    log.warn({}, line);
  const strange = strangeSender(config.perMinute, house);
  if (strange !== undefined) throw new Error(strange);
  const ctx = contextOf({ pace: 1 }, house, { ...config, sliceFor: slicesOf(house) });
  await prepare(ctx, content, log);
  const warnings = [...(await leadSomewhere(ctx, config)), ...(await hearBack(ctx, config))];
  for (const line of warnings) log.warn({}, line);
  const running = run(ctx, { config, content, log });
  const stop = await Promise.race([running, stopped]);
  if (stop === undefined) process.exit(0); // Temporal was not there yet; the relay may be killed at any line
  log.info({ project: config.project }, 'the worker runs');
  await stopped;
  setTimeout(() => process.exit(1), PATIENCE).unref();
  await stop();
  await ctx.db.destroy();
}

/** Migrates, and makes new versions of what has changed: people under way stay on theirs. */
async function prepare(ctx: Ctx, { project, problems }: Content, log: Logger): Promise<void> {
  await migrate(ctx.db);
  await samePepper(ctx);
  if (problems.length > 0) log.warn({}, `${NOT_TAKEN_IN}\n${printFindings(problems)}`);
  const versions = project.journeys.map(({ id, hash, text }) => ({ journey: id, hash, text }));
  await publish(ctx, versions);
}

const NOT_TAKEN_IN =
  'not taken in; these journeys keep their last good version, and whoever stands before these mails waits:';

type Given = Readonly<{ config: Config; content: Content; log: Logger }>;

/** Resolves with how to stop it. */
async function run(ctx: Ctx, { config, content, log }: Given): Promise<() => Promise<void>> {
  const { temporal, database, smtp, smtpTimeout, perMinute, mode, dkim, evidence, buildId } =
    config;
  const { namespace } = temporal;
  const connection = Connection.lazy(temporal.connection);
  const client = new Client({ connection, namespace });
  const common = { ctx, namespace, taskQueue: TASK_QUEUE, log };
  void sayProblem(config, log);
  const inbound = await listen(ctx, { config, content, log });
  const asked = evidence === undefined ? {} : { evidence };
  const relay = startRelay({ ...common, ...asked, client, databaseUrl: database, resolveMx });
  const confirming = startConfirming({
    ctx,
    templates: content.templates,
    links: createLinks(config.linkKeys, config.url),
    ...returnPathOf(config),
    smtp,
    perMinute,
    mode,
    log,
    ...(dkim !== undefined && { dkim }),
  });
  const worker = await startWorker({
    ...common,
    templates: content.templates,
    broken: content.broken,
    links: createLinks(config.linkKeys, config.url),
    ...returnPathOf(config),
    connection: temporal.connection,
    smtp,
    perMinute,
    ...(smtpTimeout !== undefined && { smtpTimeout }),
    mode,
    ...(dkim !== undefined && { dkim }),
    ...asked,
    ...(buildId !== undefined && { buildId }),
  });
  return async () => {
    await Promise.all([inbound?.stop(), relay.stop(), worker.stop(), confirming.stop()]);
    await Promise.all([connection.close(), evidence?.close()]);
  };
}

/** A record that cannot be read is found out before it is needed. */
async function sayProblem({ evidence }: Config, log: Logger): Promise<void> {
  const problem = await evidence?.problem();
  if (problem !== undefined) log.warn({}, `PERENNIAL_EVIDENCE: ${problem}`);
}

const returnPathOf = ({ returnPath, linkKeys }: Config) =>
  returnPath === undefined ? {} : { returnPath: createReturnPath(linkKeys, returnPath) };

/** For what comes back, where this process is told to. */
async function listen(ctx: Ctx, { config, log }: Given): Promise<Inbound | undefined> {
  const { returnPath } = returnPathOf(config);
  if (config.inbound === undefined || returnPath === undefined) return undefined;
  return startInbound({ ctx, returnPath, log, listen: config.inbound }).catch((error: unknown) => {
    throw new Error('PERENNIAL_INBOUND is an address where one cannot listen.', { cause: error });
  });
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
