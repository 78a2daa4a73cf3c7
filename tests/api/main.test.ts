import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../dev/free-port.ts';
import { deadLinks, LINKS_SERVED } from '../../mail/served-links.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

let database: FreshDatabase;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  running.clear();
});
afterAll(() => database.close());

const key = `pk_real_${'k'.repeat(32)}`;
const environment = (port: number): Record<string, string> => ({
  DATABASE_URL: database.url,
  PERENNIAL_URL: `http://127.0.0.1:${port}`,
  PERENNIAL_PORT: String(port),
  PERENNIAL_API_KEYS: key,
  PERENNIAL_LINK_KEYS: `k1:${'s'.repeat(32)}`,
  PERENNIAL_PEPPER: 'p'.repeat(32),
});

type Started = Readonly<{ child: ChildProcess; said: () => string }>;

/** The process as one would run it, and all that it says. */
function start(env: Readonly<Record<string, string>>): Started {
  let said = '';
  const child = spawn(process.execPath, [path('../../api/main.ts')], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: path('../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, said: () => said };
}
async function untilItRuns({ child, said }: Started): Promise<void> {
  while (!said().includes('the API runs')) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const { child, said } = start(env);
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(1);
  return said();
}

test('an API process answers with the project’s house until it is asked to stop', async () => {
  const port = await freePort();
  const started = start(environment(port));
  await untilItRuns(started);
  const health = await fetch(`http://127.0.0.1:${port}/health`);
  expect(await health.json()).toEqual({ status: 'ok', world: 'real' });
  const tracked = await fetch(`http://127.0.0.1:${port}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ana@northwind.example', event: 'pricing.view' }),
  });
  const { detail } = (await tracked.json()) as { detail: string };
  expect([tracked.status, detail]).toEqual([422, expect.stringContaining('pricing.viewed')]);
  started.child.kill('SIGTERM');
  expect(await once(started.child, 'exit')).toEqual([0, null]);
});

test('a connection that never asked anything does not keep it from stopping', async () => {
  const port = await freePort();
  const started = start(environment(port));
  await untilItRuns(started);
  const silent = connect(port, '127.0.0.1').on('error', () => {});
  await once(silent, 'connect');
  await fetch(`http://127.0.0.1:${port}/health`); // after it: so it has been taken in
  const asked = performance.now();
  started.child.kill('SIGTERM');
  expect(await once(started.child, 'exit')).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(4_000);
});

test('what is missing is named, without a stack', async () => {
  const { PERENNIAL_PEPPER: _, ...env } = environment(await freePort());
  const said = await refusal(env);
  expect(said).toContain('PERENNIAL_PEPPER is missing');
  expect(said).not.toContain('    at ');
});

test('a port that is taken is said to be', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  expect(await refusal(environment(port))).toBe(
    'The port in PERENNIAL_PORT is taken by another program.\n',
  );
  server.close();
});

test('a database that is not there, or another world’s, is refused without its address', async () => {
  const env = environment(await freePort());
  const away = await refusal({ ...env, DATABASE_URL: 'postgres://geheim@127.0.0.1:1/geheim' });
  expect(away).toContain('DATABASE_URL');
  expect(away).not.toMatch(/geheim| {4}at /);
  const started = start(env);
  await untilItRuns(started);
  started.child.kill('SIGTERM');
  await once(started.child, 'exit');
  const apiKeys = `pk_other_${'k'.repeat(32)}`;
  const other = { ...env, PERENNIAL_WORLD: 'other', PERENNIAL_API_KEYS: apiKeys };
  expect(await refusal(other)).toContain('leads to the world “real”');
});

test('it says which links it answers, for the workers that put them into mails', async () => {
  const started = start(environment(await freePort()));
  await untilItRuns(started);
  const { value } = await database.db
    .selectFrom('world')
    .select('value')
    .where('key', '=', LINKS_SERVED)
    .executeTakeFirstOrThrow();
  const making = { keys: [{ id: 'k1', secret: 's'.repeat(32) }], hosts: ['elsewhere.example'] };
  expect(deadLinks(making, value)).toContain('PERENNIAL_URL');
  expect(deadLinks({ ...making, keys: [{ id: 'k1', secret: 't'.repeat(32) }] }, value)).toContain(
    'PERENNIAL_LINK_KEYS',
  );
});

test('another pepper than the database was begun with is refused', async () => {
  const env = environment(await freePort());
  expect(await refusal({ ...env, PERENNIAL_PEPPER: 'q'.repeat(32) })).toMatch(
    /^PERENNIAL_PEPPER is not the one/,
  );
});
