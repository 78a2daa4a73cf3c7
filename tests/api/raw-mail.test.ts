import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordOf } from '../../mail/dkim-probe.ts';
import { messageOf } from '../../mail/message.ts';
import { openTransport } from '../../mail/transport.ts';
import { startScripted } from '../mail/smtp-script.ts';
import { COMPOSED, envelopeTo } from '../mail/some-mail.ts';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkim = { domain: 'example.com', selector: 's1', key };

/** What a mailbox provider has: the bytes, and nothing else of ours but the key in DNS. */
async function arrivedFor(prospect: string): Promise<string> {
  const server = await startScripted({});
  const transport = openTransport(server.url, { dkim });
  const unsubscribeAt = `u-${'a'.repeat(58)}@bounce.example.com`;
  const unsubscribe = api.links.url('u', prospect);
  const envelope = { ...envelopeTo('mara@example.net'), unsubscribe, unsubscribeAt };
  await transport.send(messageOf(COMPOSED, envelope), () => Promise.resolve(true));
  await transport.close();
  return `${(server.messages[0] ?? '').replaceAll('\r\n..', '\r\n.')}\r\n`;
}

test('one click works from the raw mail alone (RFC 8058)', async () => {
  const prospect = await api.world.person();
  const raw = await arrivedFor(prospect);
  const resolver = (): Promise<string[][]> => Promise.resolve([[recordOf({ key })]]);
  const { results } = await dkimVerify(raw, { resolver });
  expect(results.map(({ status }) => status.result)).toEqual(['pass']);
  const signed = results[0]?.signingHeaders?.keys.toLowerCase().split(/\s*:\s*/) ?? [];
  expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));

  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const values = (name: string): readonly string[] =>
    head
      .split('\r\n')
      .flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
  const [link = '', ...others] = values('List-Unsubscribe');
  const [body = '', ...more] = values('List-Unsubscribe-Post');
  expect([others, more]).toEqual([[], []]);
  // as a provider reads it: of several ways, the one that can be posted to
  const ways = [...link.matchAll(/<([^>]*)>/g)].map(([, way = '']) => way);
  const [posted = '', ...rest] = ways.filter((way) => /^https?:/.test(way));
  expect([ways.length, rest]).toEqual([2, []]);
  const { pathname } = new URL(posted);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await api.ask({ method: 'POST', url: pathname, headers, payload: body });
  expect([answer.statusCode, answer.headers.location]).toEqual([200, undefined]);
  const person = await api.get(`/v1/prospects/${prospect}`);
  expect(person.json()).toMatchObject({ suppressed: { source: 'one-click' } });
});

test.each(['u', 'p'] as const)(
  'years and two keys later the /%s/ link of an old mail works',
  async (purpose) => {
    const prospect = await api.world.person();
    const old = new URL(api.linksOnce.url(purpose, prospect)).pathname;
    const fresh = new URL(api.links.url(purpose, prospect)).pathname;
    expect(fresh.split('.')[0]).not.toBe(old.split('.')[0]);
    api.world.later(5 * 365);
    const origin = { host: 'localhost', origin: 'http://localhost' };
    const headers = { ...origin, 'content-type': 'application/x-www-form-urlencoded' };
    const payload = 'everything=off';
    expect((await api.ask({ method: 'POST', url: old, headers, payload })).statusCode).toBe(200);
    const person = await api.get(`/v1/prospects/${prospect}`);
    expect(person.json()).toMatchObject({ suppressed: { reason: 'unsubscribed' } });
  },
);
