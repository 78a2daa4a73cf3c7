import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../dev/free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const Stack = z.object({
  api: z.string(),
  temporal: z.string(),
  temporalUi: z.string(),
  namespace: z.string(),
  database: z.string(),
  smtp: z.string(),
  inbox: z.string(),
  apiKey: z.string(),
});

/** A copy of the sample project with worlds of its own, on free ports. Remove it at the end. */
export class TryOut {
  readonly dir: string;
  readonly port: number;

  private constructor(dir: string, port: number) {
    this.dir = dir;
    this.port = port;
  }

  static async make(): Promise<TryOut> {
    const dir = await mkdtemp(join(tmpdir(), 'perennial-project-'));
    await chmod(dir, 0o711); // for root PostgreSQL runs as nobody, who must get in
    for (const part of ['journeys', 'templates', 'imports'])
      await cp(join(root, part), join(dir, part), { recursive: true });
    await mkdir(join(dir, 'node_modules'));
    await symlink(root, join(dir, 'node_modules/perennial-journeys'));
    await symlink(join(root, 'node_modules/zod'), join(dir, 'node_modules/zod'));
    return new TryOut(dir, await freePort(5));
  }

  /** `npm start`, as in a terminal: in a process group of its own. */
  start(...more: readonly string[]): Start {
    return this.startWith({}, ...more);
  }

  /** The same, with variables of its own. */
  startWith(own: Readonly<Record<string, string>>, ...more: readonly string[]): Start {
    const args = ['start', '--silent', '--', '--project', this.dir, ...more];
    const env = { ...process.env, ...own, PERENNIAL_PORT: `${this.port}` };
    return new Start(spawn('npm', args, { cwd: root, env, detached: true }));
  }

  async stack(world = 'demo'): Promise<z.infer<typeof Stack>> {
    const text = await readFile(join(this.dir, '.perennial', world, 'stack.json'), 'utf8');
    return Stack.parse(JSON.parse(text));
  }

  /** Whoever runs on this project's data: process numbers and command lines. */
  processes(): readonly string[] {
    const all = execFileSync('ps', ['-ww', '-eo', 'stat=,pid=,args='], { encoding: 'utf8' });
    const ours = all.split('\n').filter((line) => line.includes(this.dir));
    return ours.flatMap((line) => /^[^Z]\S*\s+(\d+ .*)$/.exec(line)?.[1] ?? []);
  }

  /** Ends what a failed test has left, and removes the folder. */
  async remove(): Promise<void> {
    for (const line of this.processes()) kill(Number(line.split(' ')[0]), 'SIGKILL');
    await rm(this.dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** One run of `npm start`. */
export class Start {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #said = '';
  #onNews = (): void => {};

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        this.#said += part.toString();
        this.#onNews();
      });
    this.ended = new Promise((done) => {
      child.once('close', done);
    });
  }

  get said(): string {
    return this.#said;
  }

  /** What it has said, as soon as it fits. Throws with all of it if it ends first. */
  async says(what: RegExp): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#onNews = () => {
      if (what.test(this.#said)) resolve(this.#said);
    };
    this.#onNews();
    void this.ended.then(() => reject(new Error(`it ended and had said:\n${this.#said}`)));
    return promise;
  }

  /** To the whole group, as a terminal does it: npm gets it too. */
  async ctrlC(): Promise<number | null> {
    kill(-(this.#child.pid ?? 0), 'SIGINT');
    return this.ended;
  }

  /** Of npm and the product; what they started lies in groups of its own. */
  async killed(): Promise<void> {
    kill(-(this.#child.pid ?? 0), 'SIGKILL');
    await this.ended;
  }
}

function kill(pid: number, signal: 'SIGINT' | 'SIGKILL'): void {
  if (pid === 0 || Number.isNaN(pid)) throw new Error('it never ran');
  process.kill(pid, signal);
}
