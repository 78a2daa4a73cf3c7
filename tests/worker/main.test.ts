import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../../dev/free-port.ts';
import { LINKS_SERVED, saidOfLinks } from '../../mail/served-links.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const environment = (temporalAddress: string): Record<string, string> => ({
  DATABASE_URL: database.url,
  SMTP_URL: 'smtp://127.0.0.1:1',
  PERENNIAL_URL: 'http://127.0.0.1:7310',
  PERENNIAL_LINK_KEYS: `k1:${'s'.repeat(32)}`,
  PERENNIAL_PEPPER: 'p'.repeat(32),
  TEMPORAL_ADDRESS: temporalAddress,
  TEMPORAL_NAMESPACE: inject('temporalNamespace'),
});

/** The process as one would run it, and all that it says. */
function startMain(env: Record<string, string>): { child: ChildProcess; said: () => string } {
  let said = '';
  const child = spawn(process.execPath, [path('../../worker/main.ts')], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: path('../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, said: () => said };
}
async function untilItSays(child: ChildProcess, said: () => string, word: string): Promise<void> {
  while (!said().includes(word)) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}

test('a worker process runs until it is asked to stop, and then ends well', async () => {
  const { child, said } = startMain(environment(inject('temporalAddress')));
  await untilItSays(child, said, 'the worker runs');
  const { current } = await database.db
    .selectFrom('journeys')
    .select('current')
    .executeTakeFirstOrThrow();
  expect(current).not.toBeNull();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await database.db.selectFrom('workers').selectAll().execute()).toEqual([]);
});

test('where it is told to, it listens for what comes back, also before Temporal is there', async () => {
  const port = await freePort();
  const { child, said } = startMain({
    ...environment('127.0.0.1:1'),
    PERENNIAL_RETURN_PATH: 'bounce.example',
    PERENNIAL_INBOUND: `127.0.0.1:${port}`,
  });
  await untilItSays(child, said, 'tries again');
  const socket = connect(port, '127.0.0.1');
  expect(String((await once(socket, 'data'))[0])).toMatch(/^220 /);
  socket.destroy();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('one that waits for Temporal stops when it is asked to', async () => {
  const { child, said } = startMain(environment('127.0.0.1:1'));
  await untilItSays(child, said, 'tries again');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('without its environment it says what is missing, and no stack', async () => {
  const { child, said } = startMain({});
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(said()).toContain('- DATABASE_URL is missing');
  expect(said()).not.toContain('    at ');
});

async function refusal(more: Record<string, string>): Promise<string> {
  const { child, said } = startMain({ ...environment('127.0.0.1:1'), ...more });
  expect(await once(child, 'close')).toEqual([1, null]);
  return said();
}

test('it warns of a return path where nobody listens', async () => {
  await database.db.deleteFrom('world').where('key', '=', 'inbound.listens').execute();
  const env = { ...environment('127.0.0.1:1'), PERENNIAL_RETURN_PATH: 'bounce.example' };
  const { child, said } = startMain(env);
  await untilItSays(child, said, 'no worker ever listened at PERENNIAL_INBOUND');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('another pepper than the database was begun with is refused: erased people would be written to', async () => {
  expect(await refusal({ PERENNIAL_PEPPER: 'q'.repeat(32) })).toMatch(
    /^PERENNIAL_PEPPER is not the one/,
  );
});

test('real mail does not leave with links that the API would refuse; a trial is warned', async () => {
  const keys = [{ id: 'k2', secret: 't'.repeat(32) }];
  const value = saidOfLinks({ keys, hosts: ['127.0.0.1'] });
  await database.db.insertInto('world').values({ key: LINKS_SERVED, value }).execute();
  expect(await refusal({ PERENNIAL_MAIL: 'live' })).toContain('PERENNIAL_LINK_KEYS');
  const { child, said } = startMain(environment('127.0.0.1:1'));
  await untilItSays(child, said, 'Give it to the API first');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
