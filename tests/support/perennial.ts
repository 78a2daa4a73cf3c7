import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');
export type Ran = Readonly<{ code: number; out: string; err: string }>;

/** Runs the `perennial` command as a person would, in a pipe. */
export async function perennial(
  args: readonly string[],
  { env = {}, cwd = root }: { env?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<Ran> {
  const { PERENNIAL_URL: _, SMTP_URL: __, ...mine } = process.env;
  const child = spawn(process.execPath, [join(root, 'cli/perennial.mjs'), ...args], {
    cwd,
    env: { ...mine, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number>((done) => {
    child.once('close', (code) => done(code ?? -1));
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** A copy of the sample project, to break. Within this repository, or its journeys would not find the language. */
export async function sampleProject(): Promise<string> {
  await mkdir(join(root, '.perennial'), { recursive: true });
  const dir = await mkdtemp(join(root, '.perennial', 'test-'));
  for (const folder of ['journeys', 'templates', 'imports', 'personas'])
    await cp(join(root, folder), join(dir, folder), { recursive: true });
  return dir;
}
