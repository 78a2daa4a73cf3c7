import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../dev/free-port.ts';
import { startPostgres } from '../dev/postgres.ts';
import { runningTemporal, startTemporal } from '../dev/temporal.ts';
import { readyNamespace } from '../dev/temporal-namespace.ts';

/** A store and a mail server. */
export type Ground = Readonly<{
  databaseUrl: string;
  smtp: string;
  /** Process ids by name, for what each of them costs. */
  pids: Readonly<{ postgres: number; sink: number }>;
  /** How many mails the mail server took. */
  mails(): Promise<number>;
  stop(): Promise<void>;
}>;

/** What both ways of dripping share. */
export type Servers = Omit<Ground, 'pids'> &
  Readonly<{
    temporal: string;
    namespace: string;
    pids: Readonly<Record<'temporal' | keyof Ground['pids'], number>>;
  }>;

const NAMESPACE = 'bench';
const SINK = fileURLToPath(new URL('sink-process.ts', import.meta.url));

const log = (): void => {};

/** A PostgreSQL as `npm start` has it, in a folder that goes with it, and a mail server that costs next to nothing. */
export const startGround = async (): Promise<Ground> => groundIn(await newFolder());

/** The same, and a Temporal as `npm start` has it. */
export async function startServers(): Promise<Servers> {
  const dir = await newFolder();
  const ports = { port: await freePort(), uiPort: await freePort() };
  const temporal = await startTemporal({ dir, ...ports, log });
  await readyNamespace(temporal.address, NAMESPACE);
  const pid = (await runningTemporal(dir))?.pid ?? 0;
  const ground = await groundIn(dir);
  return {
    ...ground,
    temporal: temporal.address,
    namespace: NAMESPACE,
    pids: { temporal: pid, ...ground.pids },
    stop: async () => {
      await temporal.stop();
      await ground.stop();
    },
  };
}

async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
  await chmod(dir, 0o711); // for root PostgreSQL runs as nobody, who must get in
  return dir;
}

async function groundIn(dir: string): Promise<Ground> {
  const postgres = await startPostgres({ dir, port: await freePort(), log });
  const sink = fork(SINK);
  const { url } = (await heard(sink)) as { url: string };
  return {
    databaseUrl: postgres.url,
    smtp: url,
    pids: { postgres: await postmaster(dir), sink: sink.pid ?? 0 },
    mails: async () => {
      const answer = heard(sink);
      sink.send('count');
      return ((await answer) as { mails: number }).mails;
    },
    stop: async () => {
      sink.disconnect();
      await postgres.stop();
      await rm(dir, { recursive: true });
    },
  };
}

async function heard(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}

/** 0 where its data is not in this folder: then its cost is not told. */
async function postmaster(dir: string): Promise<number> {
  const pid = await readFile(join(dir, 'postgres/postmaster.pid'), 'utf8').catch(() => '0');
  return Number(pid.split('\n')[0]);
}
