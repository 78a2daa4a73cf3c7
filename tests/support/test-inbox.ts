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
    const mail = { to, ...headersOf(await readHead(stream)), at: Date.now() };
    mails.push(mail);
    options.onMail?.(mail, mails.length);
    await pause(options.takes?.() ?? 0);
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
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
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

const refusal = (address: string): Error =>
  Object.assign(new Error(`5.1.1 <${address}>: recipient address rejected: user unknown`), {
    responseCode: 550,
  });

/** Rejects when the client hangs up before the dot: then there is no mail. */
async function readHead(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
}

const headersOf = (head: string): Omit<Arrived, 'to' | 'at'> => ({
  messageId: header(head, 'Message-ID'),
  subject: header(head, 'Subject'),
  unsubscribe: header(head, 'List-Unsubscribe'),
});

const header = (head: string, name: string): string =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
