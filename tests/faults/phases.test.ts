import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTransport, type Transport } from '../../mail/transport.ts';
import { mailTo } from '../mail/some-mail.ts';
import { eventually } from '../support/eventually.ts';
import type { Dealer } from './deck.ts';
import {
  CONNECTION_FAULTS,
  type Fault,
  type Kind,
  MAIL_FAULTS,
  type Phase,
  wordsOf,
} from './fault.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';

/** Deals this one, once, to whom it is for. */
function only(fault: Fault): Dealer & { come: number } {
  const pile = CONNECTION_FAULTS.includes(fault) ? 'connection' : 'mail';
  let dealt = false;
  return {
    come: 0,
    deal: (to) => {
      if (dealt || to !== pile) return undefined;
      dealt = true;
      return fault;
    },
    takeBack: () => {},
    happened() {
      this.come += 1;
    },
  };
}

async function open(dealer: Dealer): Promise<{ server: FaultServer; transport: Transport }> {
  const dir = await mkdtemp(join(tmpdir(), 'perennial-faults-'));
  const server = await startFaultServer(dealer, {
    file: join(dir, 'kept.ndjson'),
    slow: 60,
    late: 400,
  });
  const transport = openTransport(server.url, { connections: 1, socketTimeout: 250 });
  onTestFinished(async () => {
    await transport.close(0);
    await server.close();
    await rm(dir, { recursive: true });
  });
  return { server, transport };
}

const yes = (): Promise<boolean> => Promise.resolve(true);

/** What a sending may be called, whose server does that. */
const CALLED: Readonly<Record<Phase, Readonly<Record<Kind, readonly string[]>>>> = {
  greeting: { ...all('unsent'), slow: ['accepted'] },
  // whoever does not understand EHLO is asked again, by HELO
  ehlo: { ...all('unsent'), slow: ['accepted'], garbage: ['accepted'], '5xx': ['accepted'] },
  mail: { ...all('unsent'), slow: ['accepted'], '4xx': ['deferred'] },
  rcpt: { ...all('unsent'), slow: ['accepted'], '4xx': ['deferred'], '5xx': ['refused'] },
  data: { ...all('unsent'), slow: ['accepted'], '4xx': ['deferred'], '5xx': ['refused'] },
  // it depends on whose bytes are quicker
  body: {
    ...all('unsent', 'deferred', 'unknown'),
    slow: ['accepted'],
    '4xx': ['deferred'],
    '5xx': ['refused'],
  },
  dot: { ...all('unknown'), slow: ['accepted'], '4xx': ['deferred'], '5xx': ['refused'] },
};

function all(...called: readonly string[]): Record<Kind, readonly string[]> {
  return {
    drop: called,
    silence: called,
    garbage: called,
    '4xx': called,
    '5xx': called,
    slow: called,
  };
}

const named = [...CONNECTION_FAULTS, ...MAIL_FAULTS].map((fault) => {
  const says = fault.kind === '4xx' || fault.kind === '5xx' ? ` (${wordsOf(fault)})` : '';
  const keeps = fault.keeps === undefined ? '' : fault.keeps ? ', mail kept' : ', mail lost';
  const late = fault.late ? ' late' : '';
  return { what: `${fault.kind} at ${fault.phase}${says}${keeps}${late}`, fault };
});

describe.each(named)('a mail server with $what', ({ fault }) => {
  test('is understood: what the sending is called is what became of the mail', async () => {
    const dealer = only(fault);
    const { server, transport } = await open(dealer);
    const { kind } = await transport.send(mailTo(), yes);
    expect(CALLED[fault.phase][fault.kind]).toContain(kind);
    const keeps = kind === 'unknown' ? fault.keeps === true : kind === 'accepted';
    const before = server.mails.length;
    const kept = await eventually(() => {
      expect(server.mails).toHaveLength(keeps ? 1 : 0);
      return server.mails.length;
    });
    expect(kept - before).toBe(fault.late ? 1 : 0);
    await eventually(() => expect(dealer.come).toBe(1));
    expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
    expect(server.mails.length).toBe(kept + 1);
  });
});

test('what is kept is told page by page, as the local inbox tells it', async () => {
  const { server, transport } = await open({ deal: () => undefined, takeBack() {}, happened() {} });
  for (const to of ['a@example.net', 'b@example.net', 'c@example.net'])
    await transport.send(mailTo(to), yes);
  const first = await (await fetch(`${server.json}?limit=2`)).json();
  expect(first).toMatchObject({
    total: 3,
    mails: [{ id: '1', to: 'a@example.net' }, {}],
    next: '2',
  });
  const second = await (await fetch(`${server.json}/?after=2&limit=2`)).json();
  expect(second).toMatchObject({ total: 3, mails: [{ id: '3', to: 'c@example.net' }] });
  expect(second).not.toHaveProperty('next');
});

test('a server that has left refuses whoever comes, and takes what comes after it is back', async () => {
  const { server, transport } = await open({ deal: () => undefined, takeBack() {}, happened() {} });
  await transport.send(mailTo(), yes);
  await server.leave();
  expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'unsent' });
  await server.listen();
  expect(await transport.send(mailTo(), yes)).toMatchObject({ kind: 'accepted' });
  expect(server.mails).toHaveLength(2);
});
