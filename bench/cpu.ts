import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds of processor time, by whose they were. */
export type Cpu = Readonly<Record<string, number>>;

/** Clock ticks of /proc are 10 ms on every Linux we know. */
const TICK = 10;

/** What these processes and their children have used so far, and this one (`sender`). Where there is no /proc, only this one is told. */
export async function cpuOf(pids: Readonly<Record<string, number>>): Promise<Cpu> {
  const all = await processes();
  const own = process.cpuUsage();
  const used = Object.entries(pids).map(([name, pid]): [string, number] => [
    name,
    family(all, pid),
  ]);
  return { sender: (own.user + own.system) / 1000, ...Object.fromEntries(used) };
}

export const minus = (after: Cpu, before: Cpu): Cpu =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));

export const plus = (a: Cpu, b: Cpu): Cpu =>
  Object.fromEntries(Object.entries(b).map(([name, ms]) => [name, ms + (a[name] ?? 0)]));

type Process = Readonly<{ pid: number; parent: number; ms: number }>;

/** With what its ended children used. */
const family = (all: readonly Process[], pid: number): number =>
  all.filter((one) => one.pid === pid || one.parent === pid).reduce((sum, { ms }) => sum + ms, 0);

async function processes(): Promise<readonly Process[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  );
  return stats.filter((stat) => stat !== '').map(processIn);
}

/** See proc(5): the name may hold anything, so what follows it is counted from its end. */
function processIn(stat: string): Process {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, usersEnded = 0, systemEnded = 0] = fields.slice(11, 15);
  return {
    pid: Number.parseInt(stat, 10),
    parent: fields[1] ?? 0,
    ms: (user + system + usersEnded + systemEnded) * TICK,
  };
}
