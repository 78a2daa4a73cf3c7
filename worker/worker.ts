import { randomUUID } from 'node:crypto';
import { freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DefaultLogger,
  NativeConnection,
  type NativeConnectionOptions,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { createActivities } from '../activities/create-activities.ts';
import type { Log } from '../activities/deps.ts';
import type { MailEvidence } from '../core/mail-evidence.ts';
import { type PerMinute, UNLIMITED } from '../core/per-minute.ts';
import type { MailMode } from '../mail/address.ts';
import type { Dkim } from '../mail/dkim.ts';
import type { Links } from '../mail/links.ts';
import type { ReturnPath } from '../mail/return-path.ts';
import type { Templates } from '../mail/template.ts';
import { openTransport, type Transport } from '../mail/transport.ts';
import type { Ctx } from '../store/ctx.ts';
import { createQuotas, type Quotas } from '../store/quotas.ts';
import { forgetWorker, neededVersions, promote, reportWorker } from '../store/versions.ts';
import { bundleEngine, type Engine, withVersions } from './bundle.ts';
import { versioningOf } from './versioning.ts';

export type WorkerGiven = Readonly<{
  ctx: Ctx;
  templates: Templates;
  /** Mails that are there and cannot be sent as they stand. */
  broken?: ReadonlySet<string>;
  links: Links;
  returnPath?: ReturnPath;
  log: Log;
  /** Where Temporal is. */
  connection: NativeConnectionOptions;
  namespace: string;
  taskQueue: string;
  /** SMTP_URL. */
  smtp: string;
  /** How many mails may leave in a minute, of all workers together; absent: as many as are due. */
  perMinute?: PerMinute;
  /** How long the mail server may take for a word; ms. */
  smtpTimeout?: number;
  mode: MailMode;
  /** What mails are signed with. */
  dkim?: Dkim;
  /** What is asked about mails of which nobody knows whether they left. */
  evidence?: MailEvidence;
  /** Set: Worker Versioning is on, and the release makes this build current. */
  buildId?: string;
}>;
export type Running = Readonly<{ stop(): Promise<void> }>;

/** How often new versions are looked for and this worker is reported alive: three times within the store's half minute. */
const LOOK = 2_000;
const REPORT = 10_000;
/** What an activity under way gets to finish when a worker stops. */
const GRACE = '10 s';
/** What a cached workflow takes at most; a tenth of what is free now may be theirs, and half of the heap. */
const CACHED_BYTES = 360_000;

/**
 * Runs workflows and activities until stopped, through outages of Temporal. Resolves when it runs, has reported its versions and so made
 * them current. A version that comes later gets a new Worker beside the old one, which then finishes and goes.
 */
export async function startWorker(given: WorkerGiven): Promise<Running> {
  const { ctx, smtp, smtpTimeout, log, dkim } = given;
  const transport = openTransport(smtp, {
    ...(dkim !== undefined && { dkim }),
    ...(smtpTimeout !== undefined && { socketTimeout: smtpTimeout }),
  });
  const engine = await bundleEngine(new DefaultLogger('ERROR'));
  const ending = new AbortController();
  const ready = Promise.withResolvers<void>();
  const id = randomUUID();
  const self: Self = {
    ...given,
    id,
    engine,
    transport,
    quotas: createQuotas(ctx, given.perMinute ?? UNLIMITED),
    ending: ending.signal,
    ready: ready.resolve,
  };
  const life = live(self);
  await Promise.race([ready.promise, life]);
  return {
    stop: async () => {
      ending.abort();
      await life;
      await transport.close();
      await forgetWorker(ctx, id).catch((error: unknown) => log.warn({ err: error }, 'forget'));
    },
  };
}

type Self = WorkerGiven &
  Readonly<{
    id: string;
    engine: Engine;
    transport: Transport;
    quotas: Quotas;
    ending: AbortSignal;
    ready(): void;
  }>;

/** Connected, or trying to be, until it ends. */
async function live(self: Self): Promise<void> {
  while (!self.ending.aborted) {
    try {
      const connection = await NativeConnection.connect(self.connection);
      await serveOn(self, connection);
    } catch (error) {
      self.log.warn({ err: error }, 'the worker lost Temporal or PostgreSQL; it tries again');
      await rest(1_000, self.ending);
    }
  }
}

async function serveOn(self: Self, connection: NativeConnection): Promise<void> {
  try {
    await serve(self, connection);
  } finally {
    await connection.close();
  }
}

type Shift = Readonly<{ worker: Worker; over: Promise<void>; versions: ReadonlySet<string> }> & {
  reportedAt: number;
};

/** One Worker after the other on one connection; ends when told to, throws when the Worker does. */
async function serve(self: Self, connection: NativeConnection): Promise<void> {
  let shift = await begin(self, connection);
  try {
    while (!self.ending.aborted) {
      if (await lacks(self, shift)) {
        const next = await begin(self, connection);
        await end(shift);
        shift = next;
      }
      await Promise.race([shift.over.then(byItself), rest(LOOK, self.ending)]);
    }
  } finally {
    await end(shift);
  }
}

async function begin(self: Self, connection: NativeConnection): Promise<Shift> {
  const needed = await neededVersions(self.ctx);
  const worker = await Worker.create(
    optionsOf(self, connection, withVersions(self.engine, needed)),
  );
  const versions = new Set(needed.map(({ hash }) => hash));
  const shift: Shift = { worker, over: worker.run(), versions, reportedAt: 0 };
  shift.over.catch(() => undefined); // whoever races or ends it hears of it
  try {
    await report(self, shift);
  } catch (error) {
    await end(shift);
    throw error;
  }
  self.ready();
  return shift;
}

const byItself = (): never => {
  throw new Error('the Worker stopped though nobody told it to');
};

async function end({ worker, over }: Shift): Promise<void> {
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await over;
}

/** Whether somebody needs a version that this shift has not. Reports it alive on the way. A store that is away changes nothing. */
async function lacks(self: Self, shift: Shift): Promise<boolean> {
  try {
    if (Date.now() - shift.reportedAt >= REPORT) await report(self, shift);
    const needed = await neededVersions(self.ctx);
    return needed.some(({ hash }) => !shift.versions.has(hash));
  } catch (error) {
    self.log.warn({ err: error }, 'the worker could not look for new versions');
    return false;
  }
}

async function report({ ctx, id, log }: Self, shift: Shift): Promise<void> {
  await reportWorker(ctx, id, [...shift.versions]);
  Object.assign(shift, { reportedAt: Date.now() });
  const promoted = await promote(ctx);
  if (promoted.length > 0) log.info({ journeys: promoted }, 'new versions are current');
}

function optionsOf(
  self: Self,
  connection: NativeConnection,
  workflowBundle: { code: string },
): WorkerOptions {
  const { namespace, taskQueue, engine, buildId } = self;
  return {
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities: createActivities(self),
    identity: 'w1', // in every event of every history: short
    ...versioningOf(buildId, engine.buildId),
    maxCachedWorkflows: roomForWorkflows(),
    maxConcurrentActivityTaskExecutions: 20,
    shutdownGraceTime: GRACE,
    stickyQueueScheduleToStartTimeout: '5 s',
  };
}

function roomForWorkflows(): number {
  const room = Math.min(freemem() / 10, getHeapStatistics().heap_size_limit / 2);
  return Math.max(500, Math.floor(room / CACHED_BYTES));
}

const rest = (ms: number, ending: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal: ending }).catch(() => undefined);
