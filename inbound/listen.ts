import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { LARGEST_BACK } from '../mail/back/classify.ts';
import type { ReturnPath } from '../mail/return-path.ts';
import { leave } from './leave.ts';
import { receive, type Receiving } from './receive.ts';

export type Inbound = Readonly<{ port: number; stop(): Promise<void> }>;
export type InboundOptions = Receiving &
  Readonly<{ listen: Readonly<{ host: string; port: number }> }>;

/** A mail may go to as many of our addresses at once. */
const MOST_RECIPIENTS = 10;

/**
 * A mail server for what comes back: it takes mails to addresses that we signed, and copies of answers to `replies@` and `fbl@`, and no
 * others; it sends nothing on. What it has answered with 250 is in the store; where the store is away it says so, and is asked again.
 */
export async function startInbound({ listen, ...receiving }: InboundOptions): Promise<Inbound> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'], // the house's own mail server stands before it
    disableReverseLookup: true,
    size: LARGEST_BACK,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, { envelope }, answer) => {
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) return answer(said(452, '4.5.3 Too many.'));
      return answer(
        isOurs(address, receiving.returnPath) ? null : said(550, '5.1.1 Nobody of that name.'),
      );
    },
    onData: (stream, { envelope }, answer) => {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      take(receiving, stream, recipients).then(answer, (error: unknown) => {
        receiving.log.warn({ code: codeOf(error) }, 'what came back could not be kept');
        answer(said(451, '4.3.0 Not now.'));
      });
    },
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(listen.port, listen.host, done);
  });
  server.on('error', () => {}); // of one connection: its client sees it
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((done) => server.close(done)),
  };
}

const COPIES = ['replies', 'fbl'];

function isOurs(address: string, returnPath: ReturnPath): boolean {
  const [local, domain] = address.toLowerCase().split('@');
  const signed = returnPath.read(address) ?? returnPath.readLeave(address);
  if (signed !== undefined) return true;
  return domain === returnPath.domain && COPIES.includes(local ?? '');
}

/** The refusal of what is too large, else nothing. It reads to the end in any case, or the client would never listen. */
async function take(
  receiving: Receiving,
  stream: SMTPServerDataStream,
  recipients: readonly string[],
): Promise<Error | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BACK) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > LARGEST_BACK) return said(552, '5.3.4 Too large.');
  const arrived = { raw: Buffer.concat(chunks), recipients };
  if (!(await leave(receiving, arrived))) await receive(receiving, arrived);
  return null;
}

const said = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** Its own words may hold an address. */
const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
