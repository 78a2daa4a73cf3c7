import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../dev/free-port.ts';
import { type Postgres, startPostgres } from '../../dev/postgres.ts';
import { eventually } from './eventually.ts';

/** A PostgreSQL that may be killed, and that keeps what it has committed. */
export class OwnPostgres {
  readonly #dir: string;
  readonly #port: number;
  #server: Postgres;

  private constructor(dir: string, port: number, server: Postgres) {
    this.#dir = dir;
    this.#port = port;
    this.#server = server;
  }

  static async start(): Promise<OwnPostgres> {
    const dir = await mkdtemp(join(tmpdir(), 'perennial-own-postgres-'));
    await chmod(dir, 0o711); // for root it runs as nobody, who must get in
    const port = await freePort();
    return new OwnPostgres(dir, port, await startPostgres({ dir, port, log: () => {} }));
  }

  get url(): string {
    return this.#server.url;
  }

  /** kill -9 of the one that all others die with. */
  async kill(): Promise<void> {
    const client = new pg.Client(this.url);
    client.on('error', () => {}); // it is about to lose its server
    await client.connect();
    const first = "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid";
    const { rows } = await client.query<{ pid: number }>(first);
    const pid = rows[0]?.pid;
    if (pid === undefined || pid < 2) throw new Error('PostgreSQL does not say who it is');
    process.kill(pid, 'SIGKILL');
    await client.end().catch(() => undefined);
  }

  /** Again after a kill: its children may take a moment to die. */
  async restart(): Promise<void> {
    const given = { dir: this.#dir, port: this.#port, log: () => {} };
    this.#server = await eventually(() => startPostgres(given), 60_000);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#dir, { recursive: true });
  }
}
