import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { LET_GO_WITHIN } from '../../core/unsure.ts';
import type { TestInbox } from '../support/test-inbox.ts';
import { Conversation } from './conversation.ts';
import type { Dealer } from './deck.ts';
import { Kept } from './kept.ts';
import { servePage } from './page.ts';

/** A mail server that fails as its deck says, and keeps count of what it took whatever its clients believe. */
export type FaultServer = TestInbox &
  Readonly<{
    kept: Kept;
    /** `GET` it for what was kept, as the local inbox tells it. */
    json: string;
    /** Drops everybody and refuses whoever comes, until `listen`. */
    leave(): Promise<void>;
    listen(): Promise<void>;
  }>;

export type FaultServerOptions = Readonly<{
  /** Its count is written here, mail by mail. */
  file: string;
  /** See `Manners`. */
  slow?: number;
  late?: number;
  takes?: () => number;
}>;

/**
 * Lives in the process that judges: who kills the product does not kill its count. As every mail server it hangs up on who says nothing for
 * long; a worker that stood still in the middle of a mail cannot end it when others have sent it again.
 */
export async function startFaultServer(
  deck: Dealer,
  { file, slow = 100, late = 1_000, takes = () => 0 }: FaultServerOptions,
): Promise<FaultServer> {
  const kept = new Kept(file);
  const page = await servePage(kept.mails);
  const sockets = new Set<Socket>();
  const talks = new Set<Promise<void>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.setTimeout(LET_GO_WITHIN, () => socket.destroy());
    socket.on('error', () => {}); // whoever was killed
    socket.on('close', () => sockets.delete(socket));
    const talk = new Conversation(socket, { deck, kept, slow, late, takes }).talk();
    talks.add(talk);
    void talk.finally(() => talks.delete(talk));
  });
  let port = 0;
  const listen = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  const leave = async (): Promise<void> => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen();
  return {
    url: `smtp://127.0.0.1:${port}`,
    json: page.url,
    kept,
    mails: kept.mails,
    refused: new Set(),
    leave,
    listen,
    close: async () => {
      if (server.listening) await leave();
      await page.close();
      await Promise.all(talks); // a late mail is still to be kept
      kept.close();
    },
  };
}
