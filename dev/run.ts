import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export type RunOptions = Readonly<{ uid?: number; gid?: number; cwd?: string }>;

/**
 * Runs a program to its end, out of the reach of Ctrl-C: half of a start or a stop is worse than either. Resolves with
 * what it printed; throws with the last line that it complained.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  const [code, out, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code === 0) return out;
  const last = (complaint || out).trim().split('\n').at(-1) ?? '';
  throw new Error(last || `${command} ended with ${code}`);
}
