import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from './run.ts';
const Process = z.object({ pid: z.number(), since: z.string(), api: z.string() });
type Process = Readonly<z.infer<typeof Process>>;

/**
 * Makes this process the only one of the world in `dir`: resolves with the one that is it already, or with nothing and
 * then this one is. What a killed process left behind does not count.
 */
export async function becomeOnlyOne(dir: string, api: string): Promise<Process | undefined> {
  const path = join(dir, 'process.json');
  const fresh = `${path}.${process.pid}`;
  const me: Process = { pid: process.pid, since: await startOf(process.pid), api };
  await writeFile(fresh, `${JSON.stringify(me)}\n`, { mode: 0o600 });
  try {
    for (;;) {
      if (await linked(fresh, path)) return undefined;
      const other = await livingIn(path);
      if (other) return other;
      await rm(path, { force: true });
    }
  } finally {
    await rm(fresh);
  }
}

/** Lets the next one in. */
export const leave = (dir: string): Promise<void> => rm(join(dir, 'process.json'), { force: true });

async function livingIn(path: string): Promise<Process | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = Process.safeParse(jsonIn(text));
  if (!found.success) return undefined;
  return (await startOf(found.data.pid)) === found.data.since ? found.data : undefined;
}

/** Undefined for what a crash of the machine left half written. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** When a process began: together with its number no other process is it. Empty when there is none. */
async function startOf(pid: number): Promise<string> {
  // Linux says it exactly; its ps computes it from a boot time that may move by a second.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return process.platform === 'linux' ? '' : startBy(pid);
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? '' : (fields[18] ?? '');
}

async function startBy(pid: number): Promise<string> {
  const line = await run('ps', ['-p', `${pid}`, '-o', 'stat=,lstart=']).catch(() => '');
  const [state = '', ...since] = line.trim().split(/\s+/);
  return state.startsWith('Z') ? '' : since.join(' ');
}

const linked = (from: string, to: string): Promise<boolean> =>
  link(from, to).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    },
  );
