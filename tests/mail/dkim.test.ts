import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { expect, test } from 'vitest';
import { type Dkim, readDkim } from '../../mail/dkim.ts';
import { probeDkim, publishedProblem, recordOf } from '../../mail/dkim-probe.ts';
import type { OutgoingMail } from '../../mail/message.ts';
import { openTransport } from '../../mail/transport.ts';
import { startScripted } from './smtp-script.ts';
import { mailTo } from './some-mail.ts';

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = pemOf(privateKey);
const env = (key: string) => ({
  PERENNIAL_DKIM_DOMAIN: 'example.com',
  PERENNIAL_DKIM_SELECTOR: 's1',
  PERENNIAL_DKIM_KEY: key,
});
const DKIM: Dkim = { domain: 'example.com', selector: 's1', key: privateKey };

/** The bytes that a mail server took. */
async function sentBy(dkim: Dkim | undefined, mail: OutgoingMail): Promise<string> {
  const server = await startScripted({});
  const transport = openTransport(server.url, dkim && { dkim });
  await transport.send(mail, () => Promise.resolve(true));
  await transport.close();
  const [message = ''] = server.messages;
  return `${message.replaceAll('\r\n..', '\r\n.')}\r\n`;
}

/** As a receiver does it, with `record` for DNS. */
async function verified(raw: string, record = recordOf(DKIM)) {
  const asked: string[] = [];
  const resolver = (name: string): Promise<string[][]> => {
    asked.push(name);
    return Promise.resolve([[record]]);
  };
  const { results } = await dkimVerify(raw, { resolver });
  const [result] = results;
  const keys = (result?.signingHeaders?.keys ?? '').toLowerCase().split(/\s*:\s*/);
  return { asked, status: result?.status.result, keys };
}

test('what arrives is signed, and the signature covers what one-click and complaints are believed by', async () => {
  const { status, keys, asked } = await verified(await sentBy(DKIM, mailTo()));
  expect(status).toBe('pass');
  expect(asked).toEqual(['s1._domainkey.example.com']);
  expect(keys).toEqual(
    expect.arrayContaining([
      'from',
      'to',
      'reply-to',
      'subject',
      'date',
      'message-id',
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'feedback-id',
      'auto-submitted',
    ]),
  );
});

test.each(['List-Unsubscribe', 'List-Unsubscribe-Post', 'Feedback-ID', 'Subject'])(
  'a changed %s breaks it',
  async (name) => {
    const raw = await sentBy(DKIM, mailTo());
    const changed = raw.replace(new RegExp(`^${name}:`, 'm'), `${name}: x`);
    expect(changed).not.toBe(raw);
    expect((await verified(changed)).status).toBe('fail');
  },
);

test('sent again it is the same bytes, signature and all', async () => {
  expect(await sentBy(DKIM, mailTo())).toBe(await sentBy(DKIM, mailTo()));
});

test('without a key nothing is signed', async () => {
  expect(await sentBy(undefined, mailTo())).not.toContain('DKIM-Signature');
});

test('a key is a PEM, a PEM on one line, or a file', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'dkim-')), 'key.pem');
  await writeFile(file, PEM);
  for (const key of [PEM, PEM.replaceAll('\n', '\\n'), file]) {
    expect(readDkim(env(key))).toMatchObject({ domain: 'example.com', selector: 's1' });
    expect(readDkim(env(key))?.key.equals(privateKey)).toBe(true);
  }
  expect(readDkim({})).toBeUndefined();
});

test.each([
  ['garbage', '-----BEGIN PRIVATE KEY-----\nZ2VoZWlt\n-----END PRIVATE KEY-----', /no private key/],
  ['an Ed25519 key', pemOf(generateKeyPairSync('ed25519').privateKey), /ed25519 key/],
  ['a short key', pemOf(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey), /512 bits/],
  [
    'a public key',
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString(),
    /no private key/,
  ],
  ['a file that is not there', '/geheim/dkim.pem', /neither a PEM nor a file/],
])('%s is refused, by its name and without its value', (_, key, why) => {
  const failing = (): unknown => readDkim(env(key));
  expect(failing).toThrow(why);
  expect(failing).toThrow(/PERENNIAL_DKIM_KEY .*openssl/);
  expect(failing).not.toThrow(/geheim|Z2Vo|BEGIN/);
});

test.each(['PERENNIAL_DKIM_DOMAIN', 'PERENNIAL_DKIM_SELECTOR', 'PERENNIAL_DKIM_KEY'] as const)(
  'without %s alone it is refused, for mails would leave unsigned',
  (name) => {
    expect(() => readDkim({ ...env(PEM), [name]: ' ' })).toThrow(`${name} missing`);
  },
);

test.each([
  ['PERENNIAL_DKIM_DOMAIN', 'geheim'],
  ['PERENNIAL_DKIM_DOMAIN', 'a.example; x=y'],
  ['PERENNIAL_DKIM_SELECTOR', 's 1'],
])('%s "%s" is refused', (name, value) => {
  expect(() => readDkim({ ...env(PEM), [name]: value })).toThrow(new RegExp(`${name} is no`));
});

test('a probe tells a key that signs from one that nodemailer passes over in silence', async () => {
  await expect(probeDkim(DKIM)).resolves.toBeUndefined();
  const { privateKey: ed } = generateKeyPairSync('ed25519');
  await expect(probeDkim({ ...DKIM, key: ed })).rejects.toThrow(/does not sign.*"none"/);
});

test('DNS is asked for our public key, whatever else stands there', async () => {
  const record = recordOf(DKIM);
  const at = (...texts: string[]) => publishedProblem(DKIM, async () => texts.map((one) => [one]));
  const halves = [record.slice(0, 200), record.slice(200)];
  expect(await at('v=spf1 -all', record.replace('; p=', ';p = '))).toBeUndefined();
  expect(await publishedProblem(DKIM, async () => [halves])).toBeUndefined();
  expect(await at()).toMatch(/no key at s1\._domainkey\.example\.com.*v=DKIM1/);
  expect(await at('v=DKIM1; p=AAAA')).toMatch(/another key/);
  const away = publishedProblem(DKIM, () => Promise.reject(new Error('ENOTFOUND')));
  expect(await away).toMatch(/no key/);
});
