import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../mail/back/classify.ts';

/** What the mails of the corpus are about, where they say so. */
const OURS = '4f0c6b8e1d2a3957c4e8b0a1f6d39275e8c1b204';
/** They name nothing: they are broken, or return no original. */
const NAMELESS = ['empty', 'no-headers', 'binary', 'nested-100-deep', 'headers-without-end'];
NAMELESS.push('postfix-relayed-without-original');

const dir = new URL('corpus/', import.meta.url);
const mails = readdirSync(dir)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.replace('.eml', '').split('--') as [kind: string, name: string]);
const raw = (kind: string, name: string): Buffer =>
  readFileSync(new URL(`${kind}--${name}.eml`, dir));

test('the corpus has at least sixty mails, of every kind', () => {
  expect(mails.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mails.map(([kind]) => kind)).size).toBe(11);
});

describe.each(mails)('%s: %s', (kind, name) => {
  test('is told apart, with the mail of ours that it is about', async () => {
    const back = await classify(raw(kind, name));
    expect(back).toMatchObject({ kind });
    expect(back.names).toEqual(NAMELESS.includes(name) ? [] : [OURS]);
  });
});

test('no mail of the corpus becomes a hard bounce or a complaint by being cut off anywhere', async () => {
  const stopping = ['hard', 'complaint'];
  for (const [kind, name] of mails.filter((mail) => !stopping.includes(mail[0]))) {
    const whole = raw(kind, name);
    for (let part = 1; part < 12; part += 1) {
      const back = await classify(whole.subarray(0, (whole.length * part) / 12));
      expect(stopping).not.toContain(back.kind);
    }
  }
});

describe('what is too large', () => {
  const head = raw('hard', 'postfix-user-unknown');
  const filled = (size: number): Buffer => Buffer.concat([head, Buffer.alloc(size, 'x\r\n')]);
  const MB = 1024 * 1024;

  test('is read as far as reports go, and quickly', async () => {
    const before = performance.now();
    expect((await classify(filled(9 * MB))).kind).toBe('hard');
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  test('is not read beyond ten megabytes', async () => {
    expect(await classify(filled(10 * MB))).toMatchObject({
      kind: 'unclear',
      names: [],
      paths: [],
    });
  });
});

test('patience is bounded for words made to be slow', async () => {
  const slow = [
    'a@'.repeat(200_000),
    '<'.repeat(400_000),
    'user '.repeat(100_000),
    '-'.repeat(400_000),
  ];
  for (const text of slow) {
    const before = performance.now();
    await classify(
      Buffer.from(
        `From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n${text.slice(0, 900)}\r\n\r\n${text}`,
      ),
    );
    expect(performance.now() - before).toBeLessThan(3_000);
  }
});

test('patience is bounded for a megabyte of short lines', async () => {
  const many = (line: string): string => line.repeat(1024 * 1024).slice(0, 1024 * 1024);
  const slow = [
    `\n${many('\n')}`,
    `Content-Type: text/plain; format=flowed; delsp=yes\n\n${many('a \n')}`,
    `Content-Type: text/html\n\n${many('\n\t ')}`,
    `Content-Type: multipart/mixed; boundary=x\n\n${many('--x\n\n')}`,
  ];
  for (const mail of slow) {
    const before = performance.now();
    await classify(Buffer.from(`From: kim@x.example\nSubject: Re: hello\n${mail}`));
    expect(performance.now() - before).toBeLessThan(1_500);
  }
});
