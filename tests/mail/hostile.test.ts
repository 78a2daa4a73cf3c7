import { describe, expect, test } from 'vitest';
import { type Composed, compose } from '../../mail/compose.ts';
import type { Merge } from '../../mail/merge.ts';
import { messageOf } from '../../mail/message.ts';
import type { Template } from '../../mail/template.ts';
import { openTransport } from '../../mail/transport.ts';
import { HARMLESS, UNFIT } from './hostile.ts';
import { loadMail, mjmlMail, section, textMail } from './mail-project.ts';
import { startScripted } from './smtp-script.ts';
import { envelopeTo } from './some-mail.ts';

const NAME = "{{ person.firstName | default: 'there' }}";
const HEAD = {
  'mail.json': { subject: `${NAME}, on {{ title }}`, preview: `${NAME}: {{ title }}` },
};
const SAMPLE = { 'sample.json': { fill: { title: 'Rain' } } };
const loadDesigned = () =>
  loadMail(
    mjmlMail(
      section(
        `<mj-text><p>Hello ${NAME}, {{ title }}.</p></mj-text><mj-image alt="${NAME} {{ title }}" src="https://a.example/i.png" /><mj-button href="https://a.example/x?n=${NAME}&t={{ title }}">Go, {{ title }}</mj-button>`,
      ),
      { ...HEAD, ...SAMPLE },
    ),
  );
const loadTyped = () =>
  loadMail(
    textMail(`Hello ${NAME}, {{ title }}.\n\nhttps://a.example/x\n`, {
      'mail.json': { subject: HEAD['mail.json'].subject },
      ...SAMPLE,
    }),
  );
/** Loaded by the first test that asks, once. */
const loaded: { designed?: Promise<Template>; typed?: Promise<Template> } = {};
const load = { designed: loadDesigned, typed: loadTyped };
type Which = keyof typeof load;
type Values = Readonly<{ firstName?: string; title?: string }>;

async function composed(which: Which, { firstName, title = 'Rain' }: Values): Promise<Composed> {
  const merge: Merge = {
    person: firstName === undefined ? {} : { firstName },
    account: {},
    sender: { name: 'Ana', address: 'ana@example.com' },
    fill: { title },
    unsubscribe: 'https://mail.example/u/x',
    preferences: 'https://mail.example/p/x',
    postal: '1 Lane',
  };
  return compose(await (loaded[which] ??= load[which]()), merge);
}

/** The bones of a document: its tags without what stands in their attributes, and where its links lead to begin with. */
const bones = (html: string): readonly string[] =>
  [...html.matchAll(/<(\/?[a-z!][^\s>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi)].map(
    ([, name = '']) => name,
  );
const attributes = (html: string): readonly string[] =>
  [...html.matchAll(/<[a-z][^\s>]*((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)].flatMap(([, all = '']) =>
    [...all.matchAll(/([a-z-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?/gi)].map(
      ([, name = '']) => name,
    ),
  );
const hrefs = (html: string): readonly string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url = '']) => url);
const FIXED = /^https:\/\/(a\.example\/(x|i\.png)|mail\.example\/[up]\/x)/;
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

test('the corpus is large, and says each thing once', () => {
  const all = [...UNFIT, ...HARMLESS];
  expect(all.length).toBeGreaterThanOrEqual(120);
  expect(new Set(all).size).toBe(all.length);
});

describe.each(['designed', 'typed'] as const)('a %s mail', (which) => {
  const plainOne = () => composed(which, { firstName: 'Mara' });

  test.each(UNFIT)('takes no such name: %j', async (firstName) => {
    expect(await composed(which, { firstName })).toEqual(await composed(which, {}));
  });

  test.each(HARMLESS)('takes this as a name and as nothing else: %j', async (firstName) => {
    const { subject, html, text } = await composed(which, { firstName });
    const plain = await plainOne();
    expect(text).toContain(`Hello ${firstName}, Rain.`);
    expect(subject).toBe(`${firstName}, on Rain`.trim());
    expect(bones(html)).toEqual(bones(plain.html));
    expect(attributes(html)).toEqual(attributes(plain.html));
    for (const url of hrefs(html)) expect(url).toMatch(FIXED);
  });

  test('is no larger for a slot that somebody filled with a book', async () => {
    const { subject, html, text } = await composed(which, { title: 'Rain '.repeat(100_000) });
    expect(html.length - (await plainOne()).html.length).toBeLessThan(20_000);
    expect(subject.length).toBeLessThan(2_100);
    expect(text).toContain('Rain…');
  });

  test.each([...UNFIT, ...HARMLESS])('lets a slot be words and never more: %j', async (title) => {
    const { subject, html, text } = await composed(which, { title });
    const plain = await plainOne();
    expect(subject).not.toMatch(CONTROL);
    expect(text.replaceAll('\n', '')).not.toMatch(CONTROL);
    expect(text.split('\n')).toHaveLength(plain.text.split('\n').length);
    expect(bones(html)).toEqual(bones(plain.html));
    expect(attributes(html)).toEqual(attributes(plain.html));
    for (const url of hrefs(html)) expect(url).toMatch(FIXED);
  });
});

test('on the wire none of them makes a header, a recipient or a second mail', async () => {
  const server = await startScripted({});
  const transport = openTransport(server.url, { connections: 1 });
  const values = ['Mara', ...UNFIT, ...HARMLESS];
  for (const value of values) {
    const words = await composed('designed', { firstName: value, title: value });
    await transport.send(messageOf(words, envelopeTo('mara@example.net')), () =>
      Promise.resolve(true),
    );
  }
  await transport.close();
  const names = server.messages.map((raw) =>
    raw
      .slice(0, raw.indexOf('\r\n\r\n'))
      .split('\r\n')
      .flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? []),
  );
  expect(names).toHaveLength(values.length);
  for (const each of names) expect(each).toEqual(names[0]);
});
