import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * The quickest mail server there is: takes everything, keeps nothing, counts. It runs in the bench's own process, so that what is
 * measured is the sender.
 */
export type Sink = Readonly<{
  url: string;
  mails: () => number;
  bytes: () => number;
  close: () => Promise<void>;
}>;

const END = '\r\n.\r\n';

export async function startSink(): Promise<Sink> {
  let mails = 0;
  let bytes = 0;
  const server = createServer((socket) => {
    converse(socket, (size) => {
      mails += 1;
      bytes += size;
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: () => mails,
    bytes: () => bytes,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function converse(socket: Socket, onMail: (size: number) => void): void {
  let heard = '';
  let inData = false;
  const takeMail = (): boolean => {
    const end = heard.indexOf(END);
    if (end < 0) return false;
    onMail(end);
    heard = heard.slice(end + END.length);
    inData = false;
    socket.write('250 kept\r\n');
    return true;
  };
  const takeLine = (): boolean => {
    const end = heard.indexOf('\r\n');
    if (end < 0) return false;
    const verb = heard.slice(0, 4).toUpperCase();
    heard = heard.slice(end + 2);
    inData = verb === 'DATA';
    socket.write(answerTo(verb));
    return true;
  };
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => {}); // a sender that was killed
  socket.on('data', (chunk: string) => {
    heard += chunk;
    while (inData ? takeMail() : takeLine());
  });
  socket.write('220 sink\r\n');
}

function answerTo(verb: string): string {
  if (verb === 'DATA') return '354 go on\r\n';
  if (verb === 'EHLO') return '250-sink\r\n250 8BITMIME\r\n';
  return verb === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n';
}
