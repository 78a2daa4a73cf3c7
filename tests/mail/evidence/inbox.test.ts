import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Found, MailEvidence } from '../../../core/mail-evidence.ts';
import { inbox } from '../../../mail/evidence/inbox.ts';

type Page = Readonly<{ total: number; mails: readonly object[]; next?: string }>;

/** An inbox over HTTP, `size` mails a page at most, and what it was asked. */
async function startPages(ids: string[], size = 1000) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { searchParams } = new URL(request.url ?? '', 'http://inbox');
    const from = Number(searchParams.get('after') ?? 0);
    const mails = ids
      .slice(from, from + size)
      .map((messageId, i) => ({ id: `${from + i + 1}`, to: 'somebody', messageId }));
    const more = from + mails.length < ids.length;
    const page: Page = {
      total: ids.length,
      mails,
      ...(more && { next: `${from + mails.length}` }),
    };
    response.end(JSON.stringify(page));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { record: inbox.open(`http://127.0.0.1:${port}/inbox.json`), asked, stop };
}
const look = (record: MailEvidence, messageId: string): Promise<Found> =>
  record.look({ messageId, since: 0, until: 1 });

test('has what it accepted, on whatever page, and proves that it has not the rest', async () => {
  const { record } = await startPages(['<a@x>', '<b@x>', '<c@x>', '<d@x>', '<e@x>'], 2);
  expect(await Promise.all(['<a@x>', '<e@x>', '<f@x>'].map((id) => look(record, id)))).toEqual([
    'accepted',
    'accepted',
    'absent',
  ]);
});

test('is asked only for what came since, and not at all for what is known', async () => {
  const ids = ['<a@x>', '<b@x>'];
  const { record, asked } = await startPages(ids);
  await look(record, '<c@x>');
  await look(record, '<a@x>');
  ids.push('<c@x>');
  expect(await look(record, '<c@x>')).toBe('accepted');
  expect(asked).toEqual(['/inbox.json?limit=1000', '/inbox.json?limit=1000&after=2']);
});

test('that was thrown away and begun anew is read anew', async () => {
  const ids = ['<a@x>', '<b@x>', '<c@x>'];
  const { record } = await startPages(ids);
  await look(record, '<z@x>');
  ids.splice(0, 3, '<d@x>');
  expect(await look(record, '<d@x>')).toBe('accepted');
  expect(await look(record, '<b@x>')).toBe('absent');
});

test('that is away, or is no inbox, does not know', async () => {
  const { record, stop } = await startPages([]);
  stop();
  expect(await look(record, '<a@x>')).toBe('unknown');
  const page = createServer((_, response) => response.end('<html>'));
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  onTestFinished(() => void page.close());
  const { port } = page.address() as AddressInfo;
  expect(await look(inbox.open(`http://127.0.0.1:${port}/`), '<a@x>')).toBe('unknown');
});

test('many who look at once share the asking, and each sees what was there when they asked', async () => {
  const ids = ['<a@x>'];
  const { record, asked } = await startPages(ids);
  const early = look(record, '<z@x>');
  ids.push('<b@x>');
  const found = await Promise.all(Array.from({ length: 20 }, () => look(record, '<b@x>')));
  expect(await early).toBe('absent');
  expect(new Set(found)).toEqual(new Set(['accepted']));
  expect(asked.length).toBeLessThanOrEqual(2);
});
