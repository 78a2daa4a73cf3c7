import { availableParallelism } from 'node:os';
import type { Client } from '@temporalio/client';
import type { MailEvidence } from '../core/mail-evidence.ts';
import type { Ctx } from '../store/ctx.ts';
import { foldGroups } from '../store/fold-groups.ts';
import { foldSome } from '../store/fold.ts';
import { listen } from '../store/open.ts';
import { goOnAtDate } from '../store/give-back.ts';
import { resumeSome } from '../store/resume.ts';
import { forgetVisitors } from '../store/fetches.ts';
import { judgeSome } from '../store/judge-fetches.ts';
import { forgetExcerpts } from '../store/replies.ts';
import { forgetRaw } from '../store/returned.ts';
import { forgetDeadWorkers } from '../store/versions.ts';
import { IN_FLIGHT, ringSome } from './bell.ts';
import { createErrorLog } from './error-log.ts';
import type { Log } from './log.ts';
import { lookLate } from './look-late.ts';
import { lookUpSome, type ResolveMx } from './look-up.ts';
import { startLoop } from './loop.ts';
import { createPace } from './pace.ts';
import { reap } from './reap.ts';
import { type Warned, watchSending } from './watch.ts';
import { sweepNamespace, sweepUnheard } from './sweep.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** Mails that came back, answers that were decided on and who fetched links can be read for so long. */
const KEEP_RAW = 30 * DAY;

export type RelayOptions = Readonly<{
  ctx: Ctx;
  /** Of the same database as `ctx.db`: the relay listens on a connection of its own. */
  databaseUrl: string;
  /** Lazily connected: Temporal may be away when the relay starts, and for as long as it likes. */
  client: Client;
  namespace: string;
  taskQueue: string;
  log: Log;
  /** Milliseconds; the defaults are for production. */
  every?: Partial<Record<'namespace' | 'unheard' | 'dates' | 'reap' | 'late' | 'watch', number>>;
  /** Whoever speaks and was not written down for this long is looked for; ms. */
  unheard?: number;
  /** What is asked about mails of which nobody knows whether they left; absent: nothing. */
  evidence?: MailEvidence;
  /** By which the mail servers of companies are found; absent: their domains go by their own names. */
  resolveMx?: ResolveMx;
  /** Starts and tellings a second, at most. */
  perSecond?: number;
}>;

export type Relay = Readonly<{ stop: () => Promise<void> }>;

/** Signals beyond what the workers handle make their cached tasks time out: measured, ten thousand at once. A process brings its cores. */
const PER_SECOND_AND_CORE = 40;
const MAILBOX = 'perennial_mailbox';
const OUTBOX = 'perennial_outbox';
/** A look at an empty mailbox; NOTIFY wakes us before. ms */
const IDLE = 1_000;

const EVERY = {
  namespace: 60_000,
  unheard: DAY,
  dates: 1_000,
  reap: 60_000,
  late: 600_000,
  watch: 60_000,
};

/**
 * Runs the fold, the bell, the dates, the verdicts on clicks, the reaper and the sweeps until stopped. Any number of processes may do so on one
 * database: each row is one's at a time.
 * Each of them may be killed at any line; why, is said where it is written.
 */
export function startRelay(options: RelayOptions): Relay {
  const { log } = options;
  const every = { ...EVERY, ...options.every };
  const fold = startLoop('fold', () => foldOnce(options.ctx), log);
  const world = startLoop(
    'namespace',
    () => sweepNamespace(options).then(() => every.namespace),
    log,
  );
  const bell = startLoop('bell', ringer(options, world.wake), log);
  const look = (): Promise<number> => sweepUnheard(options, options.unheard ?? 15 * DAY);
  const unheard = startLoop('unheard', () => look().then(() => every.unheard), log);
  const dates = startLoop('dates', () => resumeOnce(options.ctx, every.dates), log);
  const warned: Warned = new Set();
  const watchOnce = (): Promise<number> => watchSending(options, warned).then(() => every.watch);
  const watch = startLoop('watch', watchOnce, log);
  const mx = startLoop('mx', () => lookUpOnce(options), log);
  const clicks = startLoop('clicks', () => judgeOnce(options.ctx), log);
  const raw = startLoop('raw', () => forgetOnce(options.ctx), log);
  const reaper = startLoop('reaper', () => reapOnce(options, every.reap), log);
  const late = startLoop('evidence', () => lookOnce(options, every.late), log);
  const wakes: Readonly<Record<string, () => void>> = { [MAILBOX]: fold.wake, [OUTBOX]: bell.wake };
  const ears = listen(options.databaseUrl, Object.keys(wakes), (channel) => wakes[channel]?.());
  return {
    stop: async () => {
      const loops = [fold, world, bell, unheard, dates, clicks, watch, mx, raw, reaper, late];
      await Promise.all(loops.map((loop) => loop.stop()));
      await (await ears).close();
    },
  };
}

/** What is said of companies becomes news of their people first. */
const foldOnce = async (ctx: Ctx): Promise<number> => {
  const grouped = await foldGroups(ctx);
  return (await foldSome(ctx)) > 0 || grouped ? 0 : IDLE;
};

const resumeOnce = async (ctx: Ctx, rest: number): Promise<number> =>
  (await resumeSome(ctx)) + (await goOnAtDate(ctx)) > 0 ? 0 : rest;

const lookUpOnce = async ({ ctx, resolveMx }: RelayOptions): Promise<number> =>
  resolveMx !== undefined && (await lookUpSome(ctx, resolveMx)) > 0 ? 0 : HOUR;

const judgeOnce = async (ctx: Ctx): Promise<number> => ((await judgeSome(ctx)) > 0 ? 0 : IDLE);

async function forgetOnce(ctx: Ctx): Promise<number> {
  const until = ctx.now() - KEEP_RAW;
  const forgotten = [
    await forgetRaw(ctx, until),
    await forgetVisitors(ctx, until),
    await forgetExcerpts(ctx, until),
    await forgetDeadWorkers(ctx),
  ];
  return forgotten.some((count) => count > 0) ? 0 : HOUR;
}

const reapOnce = async ({ ctx, log }: RelayOptions, rest: number): Promise<number> =>
  (await reap(ctx, log)) > 0 ? 0 : rest;

async function lookOnce({ evidence, ...given }: RelayOptions, rest: number): Promise<number> {
  if (evidence !== undefined) await lookLate({ ...given, evidence });
  return rest;
}

function ringer(options: RelayOptions, onLost: () => void): () => Promise<number> {
  const { ctx, client, taskQueue, log } = options;
  const perSecond = options.perSecond ?? PER_SECOND_AND_CORE * availableParallelism();
  const pace = createPace(perSecond, IN_FLIGHT);
  const bell = { ctx, client, taskQueue, pace, errors: createErrorLog('bell', log), onLost };
  return () => ringSome(bell);
}
