import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Log } from './log.ts';
import { run } from './run.ts';
import { temporalBinary } from './temporal-binary.ts';

export type Temporal = Readonly<{ address: string; ui: string; stop(): Promise<void> }>;
export type TemporalOptions = Readonly<{ dir: string; port: number; uiPort: number; log: Log }>;

/**
 * A Temporal dev server of our own on loopback whose state (`temporal.db` in `dir`) outlives it. One that outlived a
 * killed run is taken over; it is started again if it listens elsewhere than asked.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const address = `127.0.0.1:${options.port}`;
  const orphan = await runningTemporal(options.dir);
  if (orphan?.port === options.port) {
    options.log('temporal: took over the one that was still running');
    await answering(options.port, () => isRunning(orphan.pid, options.dir));
  } else {
    if (orphan) await terminate(orphan.pid, options.dir);
    await start(options);
  }
  return {
    address,
    ui: `http://127.0.0.1:${options.uiPort}`,
    stop: async () => {
      const server = await runningTemporal(options.dir);
      if (server) await terminate(server.pid, options.dir);
      await rm(pidFile(options.dir), { force: true });
    },
  };
}

/** The dev server of this folder, if it runs. */
export async function runningTemporal(
  dir: string,
): Promise<{ pid: number; port: number } | undefined> {
  const [pid = 0, port = 0] = (await readFile(pidFile(dir), 'utf8').catch(() => ''))
    .split('\n')
    .map(Number);
  return pid > 0 && (await isRunning(pid, dir)) ? { pid, port } : undefined;
}

async function start(options: TemporalOptions): Promise<void> {
  const { dir, port } = options;
  const binary = await temporalBinary(options.log);
  const out = await open(join(dir, 'temporal.log'), 'a');
  const server = spawn(binary, flags(options), {
    stdio: ['ignore', out.fd, out.fd],
    detached: true, // Ctrl-C in the terminal must reach us first, the server last
  });
  await out.close();
  server.unref();
  if (server.pid === undefined) throw new Error(`${binary} cannot be run`);
  const fresh = `${pidFile(dir)}.new`;
  await writeFile(fresh, `${server.pid}\n${port}\n`);
  await rename(fresh, pidFile(dir));
  await answering(port, async () => server.exitCode === null).catch((error: unknown) => {
    throw new Error(`Temporal did not start on port ${port}: see ${join(dir, 'temporal.log')}`, {
      cause: error,
    });
  });
}

function flags({ dir, port, uiPort }: TemporalOptions): readonly string[] {
  const where = { ip: '127.0.0.1', port, 'ui-port': uiPort, 'db-filename': database(dir) };
  const given = Object.entries(where).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const quick = ['journal_mode=wal', 'synchronous=normal'].flatMap((it) => ['--sqlite-pragma', it]);
  // Without it each timer is a second late.
  const onTime = ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="1ms"'];
  return ['server', 'start-dev', '--log-level', 'error', ...given, ...quick, ...onTime];
}

/** Knocks by TCP first: a gRPC client that meets a closed port waits a second before it asks again. */
async function answering(port: number, alive: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 60_000;
  while (!((await knock(port)) && (await serves(port)))) {
    if (!(await alive())) throw new Error('it ended at once');
    if (performance.now() > until) throw new Error('it does not answer');
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function serves(port: number): Promise<boolean> {
  const address = `127.0.0.1:${port}`;
  const connection = await Connection.connect({ address, connectTimeout: 2000 }).catch(() => {});
  if (!connection) return false;
  const health = await connection.healthService.check({}).catch(() => undefined);
  await connection.close();
  const status: number | undefined = health?.status ?? undefined;
  return status === SERVING;
}
const SERVING = 1;

const knock = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      answer(true);
    });
    socket.on('error', () => answer(false));
  });

/** Not kill(pid, 0): that also says yes to a zombie and to a stranger who got the number. */
async function isRunning(pid: number, dir: string): Promise<boolean> {
  const line = await run('ps', ['-ww', '-p', `${pid}`, '-o', 'stat=,args=']).catch(() => undefined);
  if (!line) return false;
  return line.includes(database(dir)) && !line.trimStart().startsWith('Z');
}

async function terminate(pid: number, dir: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  const until = performance.now() + 10_000;
  while (await isRunning(pid, dir)) {
    if (performance.now() > until) {
      process.kill(pid, 'SIGKILL');
      return;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

const pidFile = (dir: string): string => join(dir, 'temporal.pid');
const database = (dir: string): string => join(dir, 'temporal.db');
