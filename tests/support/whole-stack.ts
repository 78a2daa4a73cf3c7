import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { PerMinute } from '../../core/per-minute.ts';
import { freePort } from '../../dev/free-port.ts';
import { keysOf } from '../../dev/keys.ts';
import { type Stack, stackOf } from '../../dev/stack-file.ts';
import { runningTemporal, startTemporal, type Temporal } from '../../dev/temporal.ts';
import { readyNamespace } from '../../dev/temporal-namespace.ts';
import type { World as DevWorld } from '../../dev/world.ts';
import { contextOf } from '../../store/context.ts';
import type { Ctx } from '../../store/ctx.ts';
import type { World } from './check-world.ts';
import type { Given } from './product-main.ts';
import { house } from './small-house.ts';
import { type InboxOptions, startTestInbox, type TestInbox } from './test-inbox.ts';
import { slicesOf } from '../../zones/slices-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = fileURLToPath(new URL('product-main.ts', import.meta.url));
const WORKER = fileURLToPath(new URL('worker-main.ts', import.meta.url));

export type StackOptions = Readonly<{
  databaseUrl: string;
  pace?: number;
  inbox?: InboxOptions;
  /** Somebody else's mail server, instead of an inbox; the stack closes it. */
  mailServer?: TestInbox;
  /** Another project folder than the sample's. */
  project?: string;
  /** How long the mail server may take for a word; ms. */
  smtpTimeout?: number;
  /** How many mails may leave in a minute; as many as are due, where it is not said. */
  perMinute?: PerMinute;
  /** False: nobody is asked what became of mails of which nobody knows. */
  evidence?: boolean;
}>;

/**
 * The sample house with everything real and everything killable: the product as a process of its own, a Temporal with its own database
 * file, somebody's PostgreSQL, and a mail server in this process, which counts for itself.
 */
export class WholeStack {
  readonly inbox: TestInbox;
  readonly client: Client;
  readonly stack: Stack;
  /** The store, seen from outside of the product. */
  readonly ctx: Ctx;
  readonly #given: Given;
  readonly #connection: Connection;
  #temporal: Temporal | undefined;
  #product: ChildProcess | undefined;
  #worker: ChildProcess | undefined;

  private constructor(inbox: TestInbox, given: Given) {
    this.inbox = inbox;
    this.#given = given;
    this.stack = given.stack;
    const { database } = given.stack;
    this.ctx = contextOf(given.world, house, {
      database,
      pepper: given.keys.pepper,
      sliceFor: slicesOf(house),
    });
    this.#connection = Connection.lazy({ address: this.stack.temporal });
    const { namespace } = this.stack;
    this.client = new Client({ connection: this.#connection, namespace });
  }

  /** With Temporal, and without the product. */
  static async open(options: StackOptions): Promise<WholeStack> {
    const { databaseUrl, pace = 1, inbox, project = ROOT, smtpTimeout } = options;
    const dir = await mkdtemp(join(tmpdir(), 'perennial-whole-'));
    const [api, temporal, temporalUi] = [await freePort(), await freePort(), await freePort()];
    const ports = { api, temporal, temporalUi, database: 0, smtp: 0 };
    const world: DevWorld = { name: 'real', project, dir, pace, namespace: 'whole', ports };
    const keys = await keysOf(world);
    const mails = options.mailServer ?? (await startTestInbox(inbox));
    const servers = { database: databaseUrl, smtp: mails.url, inbox: mails.json };
    const stack = { ...stackOf(world, keys), ...servers };
    const given = {
      world,
      keys,
      stack,
      ...(smtpTimeout !== undefined && { smtpTimeout }),
      ...(options.perMinute !== undefined && { perMinute: options.perMinute }),
      ...(options.evidence === false && { evidence: false }),
    };
    const whole = new WholeStack(mails, given);
    await whole.startTemporal();
    return whole;
  }

  get dir(): string {
    return this.#given.world.dir;
  }

  /** Resolves when it is ready for requests. */
  async startProduct(): Promise<void> {
    this.#product = await this.#start(MAIN);
  }

  /** One more worker, in a process of its own. Resolves when it works. */
  async startWorker(): Promise<void> {
    this.#worker = await this.#start(WORKER);
  }

  /** kill -9. Resolves when it is gone. */
  async killProduct(): Promise<void> {
    await kill(this.#product);
    this.#product = undefined;
  }

  /** As `killProduct`, for the other worker. */
  async killWorker(): Promise<void> {
    await kill(this.#worker);
    this.#worker = undefined;
  }

  /** The other worker stands still wherever it is, as on a machine that swaps, until the answer is called: then it goes on as if no time had passed. */
  freezeWorker(): () => void {
    const worker = this.#worker;
    worker?.kill('SIGSTOP');
    return () => void worker?.kill('SIGCONT');
  }

  async #start(main: string): Promise<ChildProcess> {
    const env = { ...process.env, PERENNIAL_GIVEN: JSON.stringify(this.#given) };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit').then(() => 'ended');
    if ((await Promise.race([once(child.stdout, 'data'), ended])) === 'ended')
      throw new Error(`${main} did not start: ${await this.productLog()}`);
    return child;
  }

  async startTemporal(): Promise<void> {
    const { dir, ports, namespace } = this.#given.world;
    const { temporal: port, temporalUi: uiPort } = ports;
    this.#temporal = await startTemporal({ dir, port, uiPort, log: () => {} });
    await readyNamespace(this.#temporal.address, namespace);
  }

  async stopTemporal(): Promise<void> {
    await this.#temporal?.stop();
    this.#temporal = undefined;
  }

  /** kill -9; it will go on from its file. */
  async killTemporal(): Promise<void> {
    const server = await runningTemporal(this.dir);
    if (server === undefined) throw new Error('Temporal does not run');
    process.kill(server.pid, 'SIGKILL');
    while ((await runningTemporal(this.dir)) !== undefined) await pause(20);
    this.#temporal = undefined;
  }

  /** Temporal forgets everything: it is stopped, and its database removed. */
  async wipeTemporal(): Promise<void> {
    await this.stopTemporal();
    for (const file of await this.#temporalFiles()) await rm(file);
  }

  /** All bytes that Temporal keeps. Stop it first: then all of them are in the files. */
  async temporalBytes(): Promise<Buffer> {
    return Buffer.concat(
      await Promise.all((await this.#temporalFiles()).map((file) => readFile(file))),
    );
  }

  async #temporalFiles(): Promise<readonly string[]> {
    const names = (await readdir(this.dir)).filter((name) => name.startsWith('temporal.db'));
    return names.map((name) => join(this.dir, name));
  }

  /** Asks the API, as a customer's program would. Throws what it refuses. */
  async ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.stack.apiKey}`);
    const answer = await fetch(new URL(path, this.stack.api), { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }

  post(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Its answer counts what became of the rows. */
  importLeads(csv: string, journey: string): Promise<unknown> {
    const headers = { 'content-type': 'text/csv' };
    const path = `/v1/imports?map=x-education&enrol=${journey}`;
    return this.ask(path, { method: 'POST', headers, body: csv });
  }

  /** No touch from now on: the world comes to rest. */
  async hold(): Promise<void> {
    await this.post('/v1/holds', { scope: 'all', reason: 'the test is over', by: 'test' });
  }

  /** For the judge. */
  get world(): World {
    const arrived = this.inbox.mails.filter(({ unsubscribe }) => unsubscribe !== '');
    return { ctx: this.ctx, client: this.client, arrived };
  }

  productLog(): Promise<string> {
    return readFile(join(this.dir, 'product.log'), 'utf8').catch(() => '');
  }

  async close(): Promise<void> {
    await Promise.all([this.killProduct(), this.killWorker()]);
    await this.#connection.close();
    await this.ctx.db.destroy();
    await this.stopTemporal();
    await this.inbox.close();
    await rm(this.dir, { recursive: true });
  }
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return;
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
