import { createServer } from 'node:net';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/eventually.ts';
import { type Start, TryOut } from '../support/local-stack.ts';

// One world, from its first start to its last Ctrl-C: each test goes on where the one before it stopped.
let tryOut: TryOut;
let running: Start;
beforeAll(async () => {
  tryOut = await TryOut.make();
});
afterAll(() => tryOut.remove());

const READY = /Ready in [\d.]+ s/;

test('a stranger on one of the ports is named, as is what a local stack does not use, and nothing is started', async () => {
  const stranger = createServer().listen(tryOut.port + 3, '127.0.0.1');
  const start = tryOut.startWith({ SMTP_URL: 'smtp://mail.example', PERENNIAL_MAIL: 'live' });
  expect(await start.ended).toBe(1);
  expect(start.said).toMatch(/^Not used here: SMTP_URL, PERENNIAL_MAIL\..*no mail leaves/m);
  expect(start.said).toMatch(new RegExp(`${tryOut.port + 3} \\(for PostgreSQL\\).*PERENNIAL_PORT`));
  expect(tryOut.processes()).toEqual([]);
  stranger.close();
});

test('npm start plays the demo world and says what to open', async () => {
  running = tryOut.start();
  const said = await running.says(/First mail [\d.]+ s after the command/);
  expect(said).toMatch(/this is a demo. A day takes two seconds/);
  expect(said).toMatch(READY);
  process.stdout.write(`${/First mail .*/.exec(said)?.[0]}\n`);
  const stack = await tryOut.stack();
  for (const url of [stack.api, `${stack.api}/inbox`, `${stack.api}/ready`, stack.temporalUi])
    expect((await fetch(url)).status).toBe(200);
  const file = join(tryOut.dir, '.perennial/demo/stack.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(said).toContain(stack.apiKey);
});

test('a second npm start says where the first one runs, and touches nothing', async () => {
  const before = tryOut.processes();
  for (const one of ['dev/main.ts', 'temporal server', 'postgres -D'])
    expect(before.join('\n')).toContain(one);
  const second = tryOut.start();
  expect(await second.ended).toBe(0);
  expect(second.said).toContain(`runs already: http://127.0.0.1:${tryOut.port}`);
  expect(tryOut.processes()).toEqual(before);
});

test('after kill -9 the same world goes on, and a broken journey keeps its last good version', async () => {
  await eventually(async () => expect((await inbox()).total).toBeGreaterThan(15), 20_000);
  await running.killed();
  const course = join(tryOut.dir, 'journeys/course.ts');
  const text = await readFile(course, 'utf8');
  await writeFile(course, text.replace("'course-welcome'", "'course-welcum'"));
  running = tryOut.start();
  const said = await running.says(READY);
  expect(said).toContain('temporal: took over the one that was still running');
  expect(said).toContain('postgres: took over the one that was still running');
  expect(said).toMatch(
    /what was good before stays in use:\n.*journeys\/course.ts.*\n.*course-welcum/,
  );
  await running.says(/First mail/);
  const ids = await messageIds();
  expect(new Set(ids).size).toBe(ids.length);
  expect(await somebodyEntered('course')).toBe(200);
});

test('Ctrl-C stops everything and leaves no process', async () => {
  expect(await running.ctrlC()).toBe(0);
  expect(tryOut.processes()).toEqual([]);
  await expect(tryOut.stack()).rejects.toThrow(/ENOENT/);
});

const Page = z.object({
  total: z.number(),
  mails: z.array(z.object({ to: z.string(), messageId: z.string() })),
  next: z.string().optional(),
});

async function inbox(more = ''): Promise<z.infer<typeof Page>> {
  const { inbox: url } = await tryOut.stack();
  return Page.parse(await (await fetch(`${url}?limit=1000${more}`)).json());
}
const messageIds = async () => (await inbox()).mails.map(({ messageId }) => messageId);

async function post(path: string, body: unknown): Promise<Response> {
  const { api, apiKey } = await tryOut.stack();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function somebodyEntered(journey: string): Promise<number> {
  const consents = [{ topic: 'courses', basis: 'consent', source: 'test' }];
  const made = await post('/v1/prospects', { email: 'new.here@course.example', consents });
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  return (await post(`/v1/prospects/${id}/enrol`, { journey })).status;
}
