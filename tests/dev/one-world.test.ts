import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkPorts } from '../../dev/check-ports.ts';
import { freePort } from '../../dev/free-port.ts';
import { keysOf } from '../../dev/keys.ts';
import { becomeOnlyOne, leave } from '../../dev/only-one.ts';
import { privateFolder } from '../../dev/private-folder.ts';
import { type World, worldOf } from '../../dev/world.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'perennial-world-'));
});
afterEach(() => rm(dir, { recursive: true }));

const HERE = 'http://127.0.0.1:7300';

test('the second start of a world is told where the first one runs', async () => {
  expect(await becomeOnlyOne(dir, HERE)).toBeUndefined();
  expect(await becomeOnlyOne(dir, HERE)).toMatchObject({ pid: process.pid, api: HERE });
  await leave(dir);
  expect(await becomeOnlyOne(dir, HERE)).toBeUndefined();
});

test('a killed process counts no more, nor does a stranger who got its number', async () => {
  const gone = spawnSync('true').pid;
  for (const pid of [gone, process.pid]) {
    const left = JSON.stringify({ pid, since: 'another time', api: HERE });
    await writeFile(join(dir, 'process.json'), left);
    expect(await becomeOnlyOne(dir, HERE)).toBeUndefined();
  }
});

test('a half written process.json keeps nobody out', async () => {
  await writeFile(join(dir, 'process.json'), '{"pid":');
  expect(await becomeOnlyOne(dir, HERE)).toBeUndefined();
});

test('a port that a stranger holds is named, with what it is for and the variable that moves it', async () => {
  const world = await freeWorld();
  await expect(checkPorts(world)).resolves.toBeUndefined();
  const { smtp } = world.ports;
  const stranger = await listen(smtp);
  const complaint = new RegExp(`${smtp} \\(for the inbox\\).*PERENNIAL_PORT=\\d+ npm start`);
  await expect(checkPorts(world)).rejects.toThrow(complaint);
  stranger.close();
});

test('the keys of a world are made once, for its owner only, and name the world', async () => {
  const world = await freeWorld();
  const keys = await keysOf(world);
  expect(keys.apiKey).toMatch(/^pk_demo_[\w-]{43}$/);
  expect(await keysOf(world)).toEqual(keys);
  expect((await stat(join(dir, 'keys.json'))).mode & 0o777).toBe(0o600);
});

test('programs are not run from a folder that others can write to, nor through a link', async () => {
  const folder = join(dir, 'cache');
  await privateFolder(folder);
  await chmod(folder, 0o777);
  await expect(privateFolder(folder)).rejects.toThrow(/can be written by others. Run: chmod go-w/);
  await mkdir(join(dir, 'elsewhere'));
  await symlink(join(dir, 'elsewhere'), join(dir, 'link'));
  await expect(privateFolder(join(dir, 'link'))).rejects.toThrow(/is no folder/);
});

async function freeWorld(): Promise<World> {
  return { ...worldOf([], { PERENNIAL_PORT: `${await freePort(5)}` }, dir), dir };
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return server;
}
