import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../dev/free-port.ts';
import { type Postgres, startPostgres } from '../../dev/postgres.ts';
import { SharedServer } from './shared-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a database to make others from: see freshDatabase(). */
    databaseUrl: string;
  }
}

declare global {
  // Each project loads this file anew, in the same process.
  var perennialTestPostgres: SharedServer<Postgres> | undefined;
}

/** One PostgreSQL for all test files. It forgets everything when it crashes, and is quick for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = (globalThis.perennialTestPostgres ??= new SharedServer(start));
  project.provide('databaseUrl', (await server.join()).url);
  return () => server.leave();
}

async function start(): Promise<Postgres> {
  const dir = await mkdtemp(join(tmpdir(), 'perennial-postgres-'));
  await chmod(dir, 0o711); // for root it runs as nobody, who must get in
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'track_commit_timestamp=on',
  ];
  const sizes = ['max_connections=300', 'shared_buffers=64MB'];
  const postgres = await startPostgres({
    dir,
    port: await freePort(),
    log: () => {},
    settings: [...settings, ...sizes],
  });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await rm(dir, { recursive: true });
    },
  };
}
