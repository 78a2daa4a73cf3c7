import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closing } from '../dev/closing.ts';
import { freePort } from '../dev/free-port.ts';
import { startPostgres } from '../dev/postgres.ts';
import { runningTemporal, startTemporal } from '../dev/temporal.ts';

/** What the keeper says once all of it runs. */
export type Kept = Readonly<{
  databaseUrl: string;
  /** Its address; '' where none was asked for. */
  temporal: string;
  /** 0: not known, or none. */
  pids: Readonly<{ postgres: number; temporal: number }>;
}>;

/**
 * Keeps the servers of a bench, in a folder that goes with them, and ends them when the channel to the bench closes: it is done, or was
 * killed, by whatever. So it is a process in a session of its own, which no signal to the bench and no closed terminal reaches.
 */
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const closing = new Closing(log);

async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
  await chmod(dir, 0o711); // for root PostgreSQL runs as nobody, who must get in
  return dir;
}

async function start(withTemporal: boolean): Promise<Kept> {
  const dir = await closing.add('the folder', newFolder(), (it) => rm(it, { recursive: true }));
  const given = { dir, log: () => {} };
  const port = await freePort();
  const postgres = startPostgres({ ...given, port });
  const { url } = await closing.add('PostgreSQL', postgres, (it) => it.stop());
  const pids = { postgres: await postmaster(dir), temporal: 0 };
  if (!withTemporal) return { databaseUrl: url, temporal: '', pids };
  const ports = { port: await freePort(), uiPort: await freePort() };
  const temporal = startTemporal({ ...given, ...ports });
  const { address } = await closing.add('Temporal', temporal, (it) => it.stop());
  const { pid = 0 } = (await runningTemporal(dir)) ?? {};
  return { databaseUrl: url, temporal: address, pids: { ...pids, temporal: pid } };
}

/** 0 where its data is not in this folder: then its cost is not told. */
async function postmaster(dir: string): Promise<number> {
  const pid = await readFile(join(dir, 'postgres/postmaster.pid'), 'utf8').catch(() => '0');
  return Number(pid.split('\n')[0]);
}

async function end(code: number): Promise<void> {
  await closing.close();
  process.exit(code);
}

process.stderr.on('error', () => {}); // the terminal is gone, the stop goes on
process.on('disconnect', () => void end(0));
try {
  process.send?.(await start(process.argv[2] === 'temporal'));
} catch (error) {
  if (!closing.isClosed) log(error instanceof Error ? error.message : String(error));
  await end(1);
}
