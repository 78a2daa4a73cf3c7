import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Transport, openTransport } from '../../mail/transport.ts';
import { startTestInbox } from '../support/test-inbox.ts';
import { type Script, startScripted } from './smtp-script.ts';
import { COMPOSED, mailTo } from './some-mail.ts';

const yes = (): Promise<boolean> => Promise.resolve(true);
const no = (): Promise<boolean> => Promise.resolve(false);

function open(url: string, socketTimeout = 5_000): Transport {
  const transport = openTransport(url, { connections: 1, socketTimeout, connectTimeout: 1_000 });
  onTestFinished(() => transport.close(0));
  return transport;
}

describe('a server that takes mails', () => {
  test('has accepted, in its own words, what it was asked through the gate', async () => {
    const inbox = await startTestInbox();
    onTestFinished(() => inbox.close());
    const asked = vi.fn<() => Promise<boolean>>(yes);
    const sent = await open(inbox.url).send(mailTo(), asked);
    expect(sent).toEqual({ kind: 'accepted', reply: '250 kept' });
    expect(asked).toHaveBeenCalledTimes(1);
    expect(inbox.mails).toMatchObject([
      { to: 'mara@example.net', messageId: '<01957c3e.1@example.com>' },
    ]);
  });

  test('refuses an address that does not exist; the next mail goes out on the same connection', async () => {
    const inbox = await startTestInbox({ refuses: (to) => to.startsWith('gone') });
    onTestFinished(() => inbox.close());
    const transport = open(inbox.url);
    const asked = vi.fn<() => Promise<boolean>>(yes);
    const refused = await transport.send(mailTo('gone@example.net'), asked);
    expect(refused).toMatchObject({ kind: 'refused', badAddress: true });
    expect(asked).not.toHaveBeenCalled();
    expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
    expect(inbox.mails).toHaveLength(1);
  });

  test('takes mails to our own people without a gate', async () => {
    const inbox = await startTestInbox();
    onTestFinished(() => inbox.close());
    expect(await open(inbox.url).sendPlain(mailTo())).toMatchObject({ kind: 'accepted' });
  });

  test('takes large mails whole', async () => {
    const server = await startScripted({});
    const text = `${'word '.repeat(15)}\n`.repeat(4_000);
    const mail = mailTo('mara@example.net', { ...COMPOSED, text });
    expect(await open(server.url).send(mail, yes)).toMatchObject({ kind: 'accepted' });
    expect(server.messages[0]?.split('word').length).toBe(60_001);
  });
});

/** Of many chunks. */
const LARGE = { ...COMPOSED, text: 'a line\n'.repeat(50_000) };

describe('the gate', () => {
  test('is asked when all but the last bytes are out: until then nothing can be accepted', async () => {
    const server = await startScripted({});
    const seen: number[] = [];
    await open(server.url).send(mailTo(), async () => {
      await pause(50);
      seen.push(server.messages.length);
      return true;
    });
    expect([...seen, server.messages.length]).toEqual([0, 1]);
  });

  test.each([
    ['small', COMPOSED],
    ['large', LARGE],
  ] as const)(
    'stops a %s mail: nothing is accepted, and the next mail goes out',
    async (_, composed) => {
      const server = await startScripted({});
      const transport = open(server.url);
      expect(await transport.send(mailTo('mara@example.net', composed), no)).toEqual({
        kind: 'revoked',
      });
      expect(server.messages).toEqual([]);
      expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
      expect(server.messages).toHaveLength(1);
    },
  );

  test('that breaks stops the mail, and its own error comes out', async () => {
    const server = await startScripted({});
    const transport = open(server.url);
    const broken = new Error('The database is away.');
    await expect(transport.send(mailTo(), () => Promise.reject(broken))).rejects.toBe(broken);
    expect(server.messages).toEqual([]);
    expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
  });

  test('that opens after the connection is gone lets nothing out: deferred', async () => {
    const server = await startScripted({});
    const sent = await open(server.url).send(mailTo(), async () => {
      server.hangUp();
      await pause(300); // the pool gives a lost connection 50 ms before it says so
      return true;
    });
    expect(sent).toMatchObject({ kind: 'deferred' });
    expect(server.messages).toEqual([]);
  });

  test('that stays shut after the connection is gone has revoked the mail', async () => {
    const server = await startScripted({});
    const sent = await open(server.url).send(mailTo(), () => {
      server.hangUp();
      return no();
    });
    expect(sent).toEqual({ kind: 'revoked' });
  });
});

type Outcome = Readonly<{ what: string; does: Script; kind: string; passes: boolean }>;
const outcome = (what: string, does: Script, kind: string): Outcome => ({
  what,
  does,
  kind,
  passes: does.dot !== undefined,
});
const OUTCOMES = [
  outcome('drops at the greeting', { greeting: 'hang up' }, 'unsent'),
  outcome('says 421 at the greeting', { greeting: '421 busy' }, 'unsent'),
  outcome('says 554 at the greeting', { greeting: '554 5.7.1 go away' }, 'unsent'),
  outcome('says nothing at the greeting', { greeting: 'silence' }, 'unsent'),
  outcome('refuses the sender for now', { mail: '451 4.7.1 later' }, 'deferred'),
  outcome('refuses the sender for good: our fault', { mail: '550 5.7.515 no DMARC' }, 'unsent'),
  outcome('refuses the recipient for now', { rcpt: '450 4.2.1 greylisted' }, 'deferred'),
  outcome('refuses the recipient for good', { rcpt: '550 5.2.2 full' }, 'refused'),
  outcome('refuses DATA for now', { data: '451 4.3.0 later' }, 'deferred'),
  outcome('refuses DATA for good', { data: '554 5.5.1 no' }, 'refused'),
  outcome('drops before the body', { data: 'hang up' }, 'unsent'),
  outcome('refuses the message for now', { dot: '451 4.3.0 later' }, 'deferred'),
  outcome('refuses the message for good', { dot: '554 5.7.1 spam' }, 'refused'),
  outcome('drops after the dot', { dot: 'hang up' }, 'unknown'),
  outcome('drops in the middle of its answer', { dot: 'cut: 451 4.3.0 la' }, 'unknown'),
  outcome('says nothing after the dot', { dot: 'silence' }, 'unknown'),
  outcome('says garbage after the dot', { dot: 'hello?' }, 'unknown'),
  outcome('says 354 after the dot', { dot: '354 go on' }, 'unknown'),
];

describe.each(OUTCOMES)('a server that $what', ({ does, kind, passes }) => {
  test(`is: ${kind}, and the next mail goes out`, async () => {
    const server = await startScripted(does, {});
    const transport = open(server.url, 300);
    const asked = vi.fn<() => Promise<boolean>>(yes);
    const sent = await transport.send(mailTo(), asked);
    expect(sent.kind).toBe(kind);
    expect(asked).toHaveBeenCalledTimes(passes ? 1 : 0);
    const before = server.messages.length;
    expect(before).toBe(passes ? 1 : 0);
    await transport.close();
    expect(await open(server.url).send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
    expect(server.messages).toHaveLength(before + 1);
  });
});

test('only a missing address is a bad address: a full or a guarded mailbox is not', async () => {
  const badOf = async (rcpt: string): Promise<unknown> =>
    open((await startScripted({ rcpt })).url).send(mailTo(), yes);
  expect(await badOf('550 5.1.1 no such user')).toMatchObject({ badAddress: true });
  expect(await badOf('556 5.1.10 null MX')).toMatchObject({ badAddress: true });
  expect(await badOf('552 5.2.2 mailbox full')).toMatchObject({ badAddress: false });
  expect(await badOf('550 5.7.1 blocked')).toMatchObject({ badAddress: false });
  expect(await badOf('550 no')).toMatchObject({ badAddress: false });
});

const SERVER_AWAY = { scope: 'server', sure: false };
test.each<readonly [Script, object | undefined]>([
  [{ greeting: 'hang up' }, { ...SERVER_AWAY, code: 'away' }],
  [{ greeting: '421 4.3.2 busy' }, { ...SERVER_AWAY, code: 'greeting' }],
  [{ greeting: '554 5.7.1 no' }, { scope: 'server', code: 'greeting', sure: true }],
  [{ mail: '451 4.7.1 later' }, { ...SERVER_AWAY, code: 'busy' }],
  [{ mail: '553 5.7.1 not your address' }, { scope: 'sender', code: 'sender', sure: true }],
  [{ rcpt: '421 4.7.0 too many' }, { scope: 'domain', code: 'slow', sure: true }],
  [{ data: '421 4.7.28 unsolicited mail rate' }, { scope: 'domain', code: 'slow', sure: true }],
  [{ dot: '421 4.7.0 IP reputation of yours' }, { scope: 'domain', code: 'slow', sure: true }],
  [{ rcpt: '550 5.7.26 DMARC' }, { scope: 'stream', code: 'policy', sure: true }],
  [{ rcpt: '550 blocked using zen.spamhaus.org' }, { scope: 'stream', code: 'policy', sure: true }],
  [{ dot: '554 5.7.1 spam' }, { scope: 'stream', code: 'policy', sure: true }],
  [{ rcpt: '550 5.1.1 no such user' }, undefined],
  [{ rcpt: '450 4.2.1 greylisted' }, undefined],
  [{ rcpt: '552 5.2.2 full' }, undefined],
  [{ dot: '552 5.3.4 too big' }, undefined],
  [{ data: '554 5.5.1 no valid recipients' }, undefined],
])('%o: whose fault it is', async (script, fault) => {
  const sent = await open((await startScripted(script)).url).send(mailTo(), yes);
  expect('fault' in sent ? sent.fault : undefined).toEqual(fault);
});

test('a server that is not there has accepted nothing', async () => {
  expect(await open('smtp://127.0.0.1:1').send(mailTo(), yes)).toMatchObject({ kind: 'unsent' });
});

test('closing waits for what is on its way', async () => {
  const server = await startScripted({});
  const transport = open(server.url);
  const letGo = Promise.withResolvers<boolean>();
  const asked = Promise.withResolvers<void>();
  const sending = transport.send(mailTo(), () => {
    asked.resolve();
    return letGo.promise;
  });
  await asked.promise;
  const closing = transport.close();
  letGo.resolve(true);
  await closing;
  expect(await sending).toMatchObject({ kind: 'accepted' });
});

test('off this machine nothing is said without TLS', async () => {
  const server = await startScripted({});
  const elsewhere = server.url.replace('127.0.0.1', '0.0.0.0'); // ours, by a name that is not loopback
  expect(await open(elsewhere).send(mailTo(), yes)).toMatchObject({ kind: 'unsent' });
  expect(server.messages).toEqual([]);
});
