import { setTimeout as pause } from 'node:timers/promises';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { type Dkim, signingOf } from './dkim.ts';
import type { Failure } from './failure.ts';
import { type Gate, type LetGo, createGate, holdLast } from './gate.ts';
import type { OutgoingMail } from './message.ts';
import { type Sent, classify, oneLineReply } from './sent.ts';
import { type MailServer, parseSmtpUrl } from './smtp-url.ts';

export type TransportOptions = Readonly<{
  /** How many connections at most; 5. */
  connections?: number;
  /** How long to wait for the server's word, also for the one after the last bytes, in ms; 10 minutes (RFC 5321 4.5.3.2.6). */
  socketTimeout?: number;
  /** How long to wait for a connection and for its greeting, in ms; 15 s each, and no longer than for any other word. */
  connectTimeout?: number;
  /** What mails are signed with; without it they are not, here. */
  dkim?: Dkim;
}>;

/** A pool of connections to one mail server. */
export type Transport = Readonly<{
  /**
   * Sends a mail through the gate: `letGo` is asked once, just before the last bytes.
   * Answers what became of it; throws only what `letGo` threw, and then nothing was sent.
   */
  send(message: OutgoingMail, letGo: LetGo): Promise<Sent>;
  /** Sends a mail that nobody stops, to one of ours. */
  sendPlain(message: OutgoingMail): Promise<Exclude<Sent, { kind: 'revoked' }>>;
  /** Waits at most `within` ms (10 s) for what is on its way, then ends all connections. */
  close(within?: number): Promise<void>;
}>;

/** Opens a pool to the server of an SMTP_URL; connects when the first mail comes. Throws on a bad URL. */
export function openTransport(smtpUrl: string, options: TransportOptions = {}): Transport {
  const mailer = openPool(parseSmtpUrl(smtpUrl), options);
  const underWay = new Set<Promise<Sent>>();

  const send = (message: OutgoingMail, letGo: LetGo): Promise<Sent> => {
    const sending = attempt(mailer, message, letGo);
    underWay.add(sending);
    const over = (): boolean => underWay.delete(sending);
    void sending.then(over, over);
    return sending;
  };
  return {
    send,
    async sendPlain(message) {
      const sent = await send(message, () => Promise.resolve(true));
      return sent.kind === 'revoked' ? { kind: 'unsent', reply: '' } : sent;
    },
    async close(within = 10_000) {
      const waiting = new AbortController();
      const patience = pause(within, undefined, { signal: waiting.signal, ref: false });
      await Promise.race([Promise.allSettled(underWay), patience.catch(() => undefined)]);
      waiting.abort();
      mailer.close({ force: true });
    },
  };
}

type Pool = ReturnType<typeof openPool>;
/** Our own data rides on the mail's: the plug-in finds the gate of its sending there. */
type Gated = SendMailOptions & Readonly<{ gate?: Gate }>;

async function attempt(mailer: Pool, message: OutgoingMail, letGo: LetGo): Promise<Sent> {
  const gate = createGate(letGo);
  const gated: Gated = { ...message, gate };
  try {
    const reply = replyOf(await mailer.sendMail(gated));
    // A server that accepts what it has not seen the end of has accepted nothing.
    const passed = (await gate.shut()) === 'passed';
    return passed ? { kind: 'accepted', reply } : { kind: 'unsent', reply: `Too early: ${reply}` };
  } catch (error) {
    return failed(await gate.shut(), failureOf(error));
  }
}

function failed(gate: Awaited<ReturnType<Gate['shut']>>, failure: Failure): Sent {
  if (gate === 'refused') return { kind: 'revoked' };
  if (gate !== 'too-late') return classify(failure, gate === 'passed');
  // It was let go, and then there was nothing left to write it to.
  const { reply } = { reply: '', ...classify(failure, true) };
  return { kind: 'deferred', reply };
}

function openPool(server: MailServer, options: TransportOptions) {
  const { host, port, secure, loopback, auth } = server;
  const { connections = 5, socketTimeout = 600_000, dkim } = options;
  const { connectTimeout = Math.min(15_000, socketTimeout) } = options;
  const mailer = nodemailer.createTransport({
    pool: true,
    host,
    port,
    secure,
    ...(auth === undefined ? {} : { auth }),
    requireTLS: !secure && !loopback,
    ignoreTLS: loopback,
    maxConnections: connections,
    maxMessages: 200,
    // What a closed connection did not take, the activity's next attempt sends: each queue in between doubles a mail one day.
    maxRequeues: 0,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim !== undefined && { dkim: signingOf(dkim) }),
  });
  mailer.use('stream', (mail, done) => {
    const { gate } = mail.data as Gated;
    if (gate === undefined) return done();
    const create = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (streaming) => holdLast(create(streaming), gate);
    return done();
  });
  return mailer;
}

function replyOf(info: unknown): string {
  const said = typeof info === 'object' && info !== null && 'response' in info && info.response;
  return typeof said === 'string' ? oneLineReply(said) : '';
}

function failureOf(error: unknown): Failure {
  if (error instanceof Error) return error;
  return { message: String(error) };
}
