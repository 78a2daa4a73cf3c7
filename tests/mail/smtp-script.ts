import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the server says at one moment: a reply; or 'silence', or it is to 'hang up', in the middle of 'cut: a reply' or at once. */
export type Word = string;
/** The moments at which a script departs from a server that accepts everything. */
export type Script = Readonly<{
  greeting?: Word;
  ehlo?: Word;
  mail?: Word;
  rcpt?: Word;
  data?: Word;
  /** After the final dot. */
  dot?: Word;
}>;

export type ScriptedServer = Readonly<{
  url: string;
  /** Whole messages: everything up to a final dot that came through. */
  messages: readonly string[];
  /** The envelope senders, of every mail that was begun. */
  senders: readonly string[];
  /** Drops whoever is connected. */
  hangUp(): void;
}>;

/** A mail server that answers each connection by the next script, and by the last one for ever. Lives as long as the test. */
export async function startScripted(...scripts: readonly Script[]): Promise<ScriptedServer> {
  const messages: string[] = [];
  const senders: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const script = scripts[Math.min(connections, scripts.length - 1)] ?? {};
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}); // the client may be gone
    converse(socket, script, { messages, senders });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    hangUp();
    server.close();
  });
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    senders,
    hangUp,
  };
}

const senderIn = (line: string): readonly string[] =>
  /^mail from:<(.*?)>/i.exec(line)?.slice(1) ?? [];

type Heard = Readonly<{ messages: string[]; senders: string[] }>;

function converse(socket: Socket, script: Script, { messages, senders }: Heard): void {
  const say = (word: Word): void => {
    if (word === 'hang up') socket.destroy();
    else if (word.startsWith('cut: ')) socket.end(word.slice('cut: '.length));
    else if (word !== 'silence') socket.write(`${word}\r\n`);
  };
  let pending = '';
  let inData = false;
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    senders.push(...senderIn(line));
    if (verb === 'EHLO') say(script.ehlo ?? '250-scripted\r\n250 PIPELINING');
    else if (verb === 'MAIL') say(script.mail ?? '250 ok');
    else if (verb === 'RCPT') say(script.rcpt ?? '250 ok');
    else if (verb === 'DATA') startData();
    else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say('250 ok');
  };
  const startData = (): void => {
    const refused = !(script.rcpt ?? '2').startsWith('2') || !(script.mail ?? '2').startsWith('2');
    const word = script.data ?? (refused ? '503 no recipients' : '354 go on');
    inData = word.startsWith('354');
    say(word);
  };
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8');
    for (;;) {
      const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = pending.slice(0, end);
      pending = pending.slice(end + (inData ? 5 : 2));
      if (!inData) {
        command(part);
        continue;
      }
      inData = false;
      messages.push(part);
      say(script.dot ?? '250 2.0.0 kept');
    }
  });
  say(script.greeting ?? '220 scripted ESMTP');
}
