import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { isFree } from '../../dev/free-port.ts';
import { eventually } from '../support/eventually.ts';

const MAIN = fileURLToPath(new URL('../support/bench-main.ts', import.meta.url));

test('the servers of a bench end with it, also when all that its terminal reaches is killed with -9', async () => {
  const bench = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // a group of its own, as a shell makes one of what it runs
  });
  const [said] = (await once(bench.stdout, 'data')) as [Buffer];
  const urls = JSON.parse(said.toString()) as [string, string];
  const data = await dataOf(urls[0]);
  expect(existsSync(data)).toBe(true);

  process.kill(-(bench.pid ?? NaN), 'SIGKILL');
  await eventually(async () => {
    const free = await Promise.all(urls.map((url) => isFree(Number(new URL(url).port))));
    expect([...free, existsSync(data)]).toEqual([true, true, false]);
  });
});

/** Where that PostgreSQL has its data. */
async function dataOf(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  await client.end();
  return rows[0]?.data_directory ?? '';
}
