import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import nodemailer, { type Transporter } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../dev/free-port.ts';
import { type Inbox, startInbox } from '../../dev/inbox.ts';
import { inboxRoutes } from '../../dev/inbox-routes.ts';

let dir: string;
let port: number;
let inbox: Inbox;
let mailer: Transporter;
const refuses = (address: string): boolean => address.startsWith('nobody');

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'perennial-inbox-'));
  port = await freePort();
  inbox = await startInbox({ dir, port, refuses });
  mailer = nodemailer.createTransport({ host: '127.0.0.1', port, pool: true, ignoreTLS: true });
});
afterEach(async () => {
  mailer.close();
  await inbox.stop();
  await rm(dir, { recursive: true });
});

const send = (to: string, subject = `To ${to}`): Promise<unknown> =>
  mailer.sendMail({
    from: 'ana@example.com',
    to,
    subject,
    text: `Text for ${to}`,
    html: '<h1 style="color: red">Hi</h1>',
  });

async function restarted(): Promise<void> {
  mailer.close();
  await inbox.stop();
  inbox = await startInbox({ dir, port, refuses });
  mailer = nodemailer.createTransport({ host: '127.0.0.1', port, pool: true, ignoreTLS: true });
}

const recipients = (): readonly string[] => [...inbox.mails.since(undefined)].map(({ to }) => to);

test('whoever stands still in the middle of a mail is hung up on, and cannot end it later', async () => {
  await inbox.stop();
  inbox = await startInbox({ dir, port, silence: 300 });
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  socket.resume();
  for (const line of ['EHLO a', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA'])
    await once(socket, 'data').then(() => socket.write(`${line}\r\n`));
  socket.write('Subject: half of it\r\n\r\nand then nothing');
  await closed;
  expect(recipients()).toEqual([]);
});

test('a mail is kept as it came, and is still there after a restart', async () => {
  await send('zoë@example.com', 'Grüße aus Köln');
  await restarted();
  const [mail] = inbox.mails.since(undefined);
  expect(mail).toMatchObject({ id: '1', subject: 'Grüße aus Köln' });
  expect(mail?.messageId).toMatch(/^<.+@.+>$/);
  const { raw } = (await inbox.mails.read('1')) ?? {};
  expect(raw?.toString()).toContain('Text for');
});

test('a mail is in the file before its sender hears 250', async () => {
  await send('ann@example.com');
  expect(await readFile(join(dir, 'inbox.ndjson'), 'utf8')).toMatch(
    /^\{"id":"1","to":"ann@example.com".*\}\n$/,
  );
});

test('a last line that a kill has torn is cut off, and the next mail stands in its place', async () => {
  await send('ann@example.com');
  await inbox.stop();
  await appendFile(join(dir, 'inbox.ndjson'), '{"id":"2","to":"torn@exam');
  inbox = await startInbox({ dir, port });
  expect(recipients()).toEqual(['ann@example.com']);
  await send('bob@example.com');
  await restarted();
  expect(recipients()).toEqual(['ann@example.com', 'bob@example.com']);
});

test('a thousand mails over several connections are a thousand mails, each once', async () => {
  const people = Array.from({ length: 1000 }, (_, n) => `p${n}@example.com`);
  await Promise.all(people.map((to) => send(to)));
  await restarted();
  expect(recipients().toSorted()).toEqual(people.toSorted());
  expect([...inbox.mails.since(undefined)].map(({ id }) => id)).toEqual(
    people.map((_, n) => `${n + 1}`),
  );
  const last = await inbox.mails.read('1000');
  expect(last?.raw.toString()).toContain(`To: ${last?.mail.to}`);
});

test('a mail to two recipients lies in both inboxes', async () => {
  await mailer.sendMail({
    from: 'ana@example.com',
    to: 'ann@example.com, bob@example.com',
    text: 'Hi',
  });
  expect(recipients().toSorted()).toEqual(['ann@example.com', 'bob@example.com']);
});

test('a refused recipient is named in the answer, as real servers do, and nothing is kept', async () => {
  await expect(send('nobody@example.com')).rejects.toThrow(/550 5\.1\.1 <nobody@example\.com>/);
  expect(inbox.mails.total).toBe(0);
});

const Page = z.object({
  total: z.number(),
  mails: z.array(z.object({ to: z.string() })),
  next: z.string().optional(),
});

async function ask(
  path: string,
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const app = Fastify().withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await inboxRoutes({ mails: inbox.mails, nav: [] })(app);
  const { statusCode, headers, body } = await app.inject(path);
  await app.close();
  return { status: statusCode, headers, body };
}
const json = async (path: string) => Page.parse(JSON.parse((await ask(path)).body));

test('as JSON they are paged, oldest first, to the last one', async () => {
  for (const to of ['a@example.com', 'b@example.com', 'c@example.com']) await send(to);
  const first = await json('/inbox.json?limit=2');
  expect(first).toMatchObject({ total: 3, next: '2' });
  const last = await json(`/inbox.json?limit=2&after=${first.next}`);
  expect(last.next).toBeUndefined();
  expect([...first.mails, ...last.mails].map(({ to }) => to)).toEqual(recipients());
  expect((await json('/inbox.json?to=B@example.com')).mails).toHaveLength(1);
});

test('the page lists the newest first and finds an address', async () => {
  for (const to of ['ann@example.com', 'bob@example.com']) await send(to);
  const { body } = await ask('/inbox');
  expect(body.indexOf('bob@example.com')).toBeLessThan(body.indexOf('ann@example.com'));
  expect((await ask('/inbox?q=ann')).body).not.toContain('bob@example.com');
});

test('what a sender wrote is shown as text; its HTML stands in a frame that runs nothing', async () => {
  await send('ann@example.com', '<script>alert(1)</script>');
  const { body } = await ask('/inbox/1');
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(body).not.toContain('<script');
  expect(body).toMatch(/<iframe [^>]*sandbox="(?!.*allow-scripts)(?!.*allow-same-origin)[^"]*"/);
  const { headers } = await ask('/inbox/1/html');
  expect(headers['content-security-policy']).toMatch(
    /^sandbox .*default-src 'none'; style-src 'unsafe-inline'/,
  );
});

test('a mail that is not there is not found', async () => {
  expect((await ask('/inbox/7')).status).toBe(404);
  expect((await ask('/inbox.json?after=x')).status).toBe(400);
});
