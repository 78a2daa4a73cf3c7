import { join } from 'node:path';
import { LET_GO_WITHIN } from '../core/unsure.ts';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { InboxFile } from './inbox-file.ts';

export type Inbox = Readonly<{ mails: InboxFile; stop(): Promise<void> }>;
export type InboxOptions = Readonly<{
  /** The mails are `inbox.ndjson` in here. */
  dir: string;
  port: number;
  /** Whoever says nothing for so long is hung up on, ms. Somebody who stood still in the middle of a mail cannot end it later: so what is not here is absent. */
  silence?: number;
  /** For trials: whose mail is refused, with the address in the answer, as real servers do. */
  refuses?: (address: string) => boolean;
}>;

/**
 * A mail server on loopback that keeps every mail and sends none on. What it has answered with 250 is in the file and
 * outlives this process.
 */
export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const mails = await InboxFile.open(join(options.dir, 'inbox.ndjson'));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true, // the name of 127.0.0.1 is of no use, and asking for it takes time
    closeTimeout: 1000,
    socketTimeout: options.silence ?? LET_GO_WITHIN,
    onRcptTo: ({ address }, _session, answer) => {
      answer(options.refuses?.(address) ? refusal(address) : null);
    },
    onData: (stream, session, answer) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      receive(mails, stream, to).then(() => answer(), answer);
    },
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, '127.0.0.1', done);
  });
  server.on('error', () => {}); // of one connection: its client sees it
  return {
    mails,
    stop: async () => {
      await new Promise<void>((done) => server.close(done));
      await mails.close();
    },
  };
}

/** One mail for each recipient, since each of them has an inbox. */
async function receive(
  mails: InboxFile,
  stream: AsyncIterable<unknown>,
  recipients: readonly string[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const { subject = '', messageId = '' } = await PostalMime.parse(headOf(raw));
  const at = new Date().toISOString();
  await Promise.all(recipients.map((to) => mails.append({ to, subject, messageId, at, raw })));
}

/** The headers alone: all that the list shows, and much quicker to parse. */
function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw : raw.subarray(0, end + 4);
}

function refusal(address: string): Error {
  const said = `5.1.1 <${address}>: recipient address rejected: user unknown`;
  return Object.assign(new Error(said), { responseCode: 550 });
}
