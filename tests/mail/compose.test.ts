import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ComposeError, compose } from '../../mail/compose.ts';
import type { Merge } from '../../mail/merge.ts';
import type { Template } from '../../mail/template.ts';
import { loadMail, mjmlMail, section, text, textMail } from './mail-project.ts';

const MERGE: Merge = {
  person: {},
  account: {},
  sender: { name: 'Ana', address: 'ana@example.com' },
  fill: {},
  unsubscribe: 'https://mail.example/u/k.token.mac?a=1&b=2',
  preferences: 'https://mail.example/p/k.token.mac',
  postal: 'Fern & Co, 1 Lane',
};
const merge = (part: Partial<Merge>): Merge => ({ ...MERGE, ...part });
const GREETING = "Hello {{ person.firstName | default: 'there' }}.";

/** What stands where a first name goes. */
const greeted = (template: Template, firstName: unknown): string =>
  /Hello (.*)\.\n/.exec(compose(template, merge({ person: { firstName } })).text)?.[1] ?? '';

describe('a merged value', () => {
  test('is escaped in HTML, and stands as it is in the text and the subject', async () => {
    const template = await loadMail(
      mjmlMail(text('{{ title }}'), {
        'mail.json': { subject: 'On {{ title }}', preview: 'x' },
        'sample.json': { fill: { title: 'x' } },
      }),
    );
    const composed = compose(template, merge({ fill: { title: `<b>R&D</b> "it's"` } }));
    expect(composed.subject).toBe(`On <b>R&D</b> "it's"`);
    expect(composed.text).toContain(`<b>R&D</b> "it's"`);
    expect(composed.html).toContain('&lt;b&gt;R&amp;D&lt;/b&gt; &#34;it&#39;s&#34;');
    expect(composed.html).not.toContain('<b>');
  });

  test('cannot begin another header: line breaks in a subject become spaces', async () => {
    const template = await loadMail(
      textMail('x {{ title }}', {
        'mail.json': { subject: '{{ title }}' },
        'sample.json': { fill: { title: 'x' } },
      }),
    );
    const fill = { title: 'One\r\nBcc: someone@example.com\u2028x' };
    expect(compose(template, merge({ fill })).subject).toBe('One Bcc: someone@example.com x');
  });

  test('is never Liquid itself', async () => {
    const template = await loadMail(
      textMail('{{ title }}', { 'sample.json': { fill: { title: 'x' } } }),
    );
    const { text: said } = compose(template, merge({ fill: { title: '{{ postal }}' } }));
    expect(said).toContain('{{ postal }}');
  });
});

describe('what a person says of themselves', () => {
  test.each(['Mara', "O'Neil", 'Zoë 李', 'x'.repeat(80), 'Dr. M. & Co', 42])(
    'stands: %s',
    async (value) => {
      expect(greeted(await loadMail(textMail(GREETING)), value)).toBe(String(value));
    },
  );

  test.each([
    undefined,
    null,
    '',
    'x'.repeat(81),
    'a\nb',
    'a\u0000b',
    'a\u202Eb',
    'see https://evil.example',
    'ftp://x',
    'WWW.evil.example',
    '<b>Mara',
    ['Mara'],
    { first: 'Mara' },
  ])('gives way to the fallback: %j', async (value) => {
    expect(greeted(await loadMail(textMail(GREETING)), value)).toBe('there');
  });

  test('is never taken from the prototype', async () => {
    const template = await loadMail(textMail("{{ person.constructor | default: 'none' }}"));
    expect(compose(template, MERGE).text).toContain('none');
  });

  test('holds for the account and the owner as well', async () => {
    const template = await loadMail(
      textMail("{{ account.domain | default: 'home' }} {{ owner.name | default: 'nobody' }}"),
    );
    const bad = merge({ account: { domain: 'a://b' }, owner: { name: '<i>', email: 'x' } });
    expect(compose(template, bad).text).toContain('home nobody');
    const good = merge({ account: { domain: 'b.example' }, owner: { name: 'Rosa', email: 'x' } });
    expect(compose(template, good).text).toContain('b.example Rosa');
  });

  test('never makes a tag, a link or a line, whatever it is', async () => {
    const template = await loadMail(mjmlMail(text(GREETING)));
    const shape = (html: string): string =>
      html.replace(/Hello [^<]*\./, '').replaceAll(/\s+/g, ' ');
    const plain = shape(compose(template, MERGE).html);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (firstName) => {
        const { html, text: said } = compose(template, merge({ person: { firstName } }));
        expect(shape(html)).toBe(plain);
        expect(said.split('\n')).toHaveLength(compose(template, MERGE).text.split('\n').length);
      }),
    );
  });
});

describe('a slot', () => {
  const files = textMail("{{ at | date: '%-d %B %Y, %H:%M' }} {{ seats }} {{ sure }} {{ title }}", {
    'sample.json': { fill: { at: '2027-01-01T10:00:00Z', seats: 3, sure: true, title: 'x' } },
  });
  const FILL = { at: '2027-03-31T23:30:00Z', seats: 5, sure: false, title: 'T' };

  test.each([FILL.at, '2027-04-01T01:30:00+02:00', new Date(FILL.at), Date.parse(FILL.at)])(
    'of a date takes ISO text, a Date or an instant, and prints UTC: %s',
    async (at) => {
      const { text: said } = compose(await loadMail(files), merge({ fill: { ...FILL, at } }));
      expect(said).toContain('31 March 2027, 23:30 5 false T');
    },
  );

  test.each([
    ['at', undefined, 'SLOT_MISSING'],
    ['title', null, 'SLOT_MISSING'],
    ['at', 'tomorrow', 'SLOT_TYPE'],
    ['at', Number.NaN, 'SLOT_TYPE'],
    ['seats', '5', 'SLOT_TYPE'],
    ['sure', 'yes', 'SLOT_TYPE'],
    ['title', { a: 1 }, 'SLOT_TYPE'],
  ])(
    '%s filled with %j is an error with a code and without the value',
    async (slot, value, code) => {
      const template = await loadMail(files);
      const failing = (): unknown => compose(template, merge({ fill: { ...FILL, [slot]: value } }));
      expect(failing).toThrow(ComposeError);
      expect(failing).toThrow(expect.objectContaining({ code }));
      expect(failing).not.toThrow(/tomorrow/);
    },
  );
});

test('nothing is composed without an unsubscribe link and a postal address', async () => {
  const template = await loadMail(textMail('Hello'));
  expect(() => compose(template, merge({ unsubscribe: '' }))).toThrow(/no unsubscribe link/);
  expect(() => compose(template, merge({ postal: ' ' }))).toThrow(/no postal address/);
});

test('composing twice gives the same bytes', async () => {
  const template = await loadMail(mjmlMail(text(GREETING)));
  expect(compose(template, MERGE)).toEqual(compose(template, MERGE));
});

describe('the text part of an MJML mail', () => {
  test('has the words and the links, headings as they are, and not the preheader', async () => {
    const body = section(
      `<mj-text><h1>Big {{ person.firstName | default: 'you' }}</h1><ul><li>One</li><li>Two</li></ul></mj-text>
       <mj-button href="https://example.com/a?b=1&amp;c=2">Go on</mj-button>
       <mj-image alt="A cat" src="https://example.com/cat.png" />`,
    );
    const template = await loadMail(
      mjmlMail(body, { 'mail.json': { subject: 'S', preview: 'Hidden words' } }),
    );
    const { text: said } = compose(template, merge({ person: { firstName: 'Mara' } }));
    expect(said).toBe(
      [
        'Big Mara',
        '',
        '- One',
        '- Two',
        '',
        'Go on <https://example.com/a?b=1&c=2>',
        '',
        `Unsubscribe <${MERGE.unsubscribe}>`,
        'Fern & Co, 1 Lane',
        '',
      ].join('\n'),
    );
  });
});

describe('a text from a person', () => {
  test('goes out as typed, over a signature line, the link and the address', async () => {
    const template = await loadMail(textMail('Hello,\n\none line\nanother\n\nAna\n'));
    expect(compose(template, MERGE).text).toBe(
      `Hello,\n\none line\nanother\n\nAna\n\n-- \n${MERGE.unsubscribe}\n${MERGE.postal}\n`,
    );
  });

  test('has the little HTML that a typed mail has: paragraphs and links, nothing else', async () => {
    const template = await loadMail(
      textMail('Is 1 < 2 & {{ title }}?\nSee https://example.com/a?b=1&c=2.', {
        'sample.json': { fill: { title: 'x' } },
      }),
    );
    const { html } = compose(template, merge({ fill: { title: 'a<b' } }));
    expect(html).toContain('Is 1 &lt; 2 &amp; a&lt;b?<br>');
    expect(html).toContain(
      '<a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>.',
    );
    expect(html).toContain(
      '<a href="https://mail.example/u/k.token.mac?a=1&amp;b=2">https://mail.example</a>',
    );
    expect(html).toContain('Fern &amp; Co, 1 Lane');
    expect(html).not.toMatch(/<(img|table|style)\b/);
  });
});
