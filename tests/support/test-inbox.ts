import { createServer } from 'node:http';
import { LET_GO_WITHIN } from '../../core/unsure.ts';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail as it came over the wire. */
export type Arrived = Readonly<{
  to: string;
  messageId: string;
  subject: string;
  /** Its List-Unsubscribe: mails to reps have none. */
  unsubscribe: string;
  at: number;
}>;

export type TestInbox = Readonly<{
  url: string;
  /** What it accepted, as JSON, for whoever wants evidence: as the local stack's inbox. */
  json: string;
  /** Everything that was accepted, in order. It counts what arrived, whatever the product believes. */
  mails: readonly Arrived[];
  /** Recipients refused for good, each with its address in the answer. */
  refused: ReadonlySet<string>;
  close(): Promise<void>;
}>;

export type InboxOptions = Readonly<{
  /** Which recipients are refused with 550, their address in the server's words. */
  refuses?: (to: string) => boolean;
  /** Milliseconds between the last byte and the 250. */
  takes?: () => number;
  /** Told after a mail was counted and before it is accepted. */
  onMail?: (mail: Arrived, total: number) => void;
}>;

/** A mail server in the test's own process: it outlives a killed product and counts for itself. */
export async function startTestInbox(options: InboxOptions = {}): Promise<TestInbox> {
  const mails: Arrived[] = [];
  const refused = new Set<string>();
  const receive = async (stream: SMTPServerDataStream, to: string): Promise<void> => {
    const mail = { to, ...headersOf(await readAll(stream)), at: Date.now() };
    mails.push(mail);
    options.onMail?.(mail, mails.length);
    await pause(options.takes?.() ?? 0);
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    socketTimeout: LET_GO_WITHIN, // as the local stack's inbox: dev/inbox.ts
    onRcptTo: ({ address }, _, answer) => {
      if (!options.refuses?.(address)) return answer();
      refused.add(address);
      answer(refusal(address));
    },
    onData: (stream, { envelope }, answer) => {
      const to = envelope.rcptTo.map(({ address }) => address).join();
      receive(stream, to).then(() => answer(null, 'kept'), answer);
    },
  });
  server.on('error', () => {}); // a killed product drops its connections
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  const pages = await startPages(mails);
  return {
    url: `smtp://127.0.0.1:${port}`,
    json: pages.url,
    mails,
    refused,
    close: async () => {
      await Promise.all([new Promise<void>((done) => server.close(() => done())), pages.close()]);
    },
  };
}

/** `{ total, mails, next }` of `GET ?after&limit`; ids are places, from 1. */
async function startPages(
  mails: readonly Arrived[],
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    const from = Number(asked.get('after') ?? 0);
    const until = Math.min(from + Number(asked.get('limit') ?? 100), mails.length);
    const page = mails.slice(from, until).map((mail, i) => ({ ...mail, id: `${from + i + 1}` }));
    const next = until < mails.length ? { next: `${until}` } : {};
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ total: mails.length, mails: page, ...next }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/inbox.json`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const refusal = (address: string): Error =>
  Object.assign(new Error(`5.1.1 <${address}>: recipient address rejected: user unknown`), {
    responseCode: 550,
  });

/** Rejects when the client hangs up before the dot: then there is no mail. */
async function readAll(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** What the head of a mail says, folded lines as one. */
export function headersOf(mail: string): Omit<Arrived, 'to' | 'at'> {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return {
    messageId: header(head, 'Message-ID'),
    subject: header(head, 'Subject'),
    unsubscribe: header(head, 'List-Unsubscribe'),
  };
}

const header = (head: string, name: string): string =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
