import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrived } from '../support/test-inbox.ts';

export type Page = Readonly<{ url: string; close(): Promise<void> }>;

/** What was kept, as the local inbox tells it: oldest first, `after` an id, at most `limit`; see dev/inbox-routes.ts. */
export async function servePage(mails: readonly Arrived[]): Promise<Page> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const after = Number(searchParams.get('after') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 100);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(listed(mails, after, limit)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function listed(mails: readonly Arrived[], after: number, limit: number): object {
  const shown = mails.slice(after, after + limit).map(({ to, subject, messageId, at }, i) => ({
    id: `${after + i + 1}`,
    to,
    subject,
    messageId,
    at: new Date(at).toISOString(),
  }));
  const next = after + limit < mails.length ? { next: `${after + shown.length}` } : {};
  return { total: mails.length, mails: shown, ...next };
}
