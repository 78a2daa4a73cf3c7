import { describe, expect, test } from 'vitest';
import { compose } from '../../mail/compose.ts';
import { spokenTo } from '../../mail/languages.ts';
import type { Merge } from '../../mail/merge.ts';
import type { Template } from '../../mail/template.ts';
import {
  type Files,
  LAYOUT,
  loadProject,
  mjmlMail,
  refusals,
  text,
  textMail,
} from './mail-project.ts';

const SAMPLE = { 'sample.json': { fill: { title: 'x' } } };
const ENGLISH = textMail('Hello, here is {{ title }}.', SAMPLE);
const GERMAN: Files = {
  'mail.json': { subject: 'Ein Betreff' },
  'mail.txt': 'Hallo, hier ist {{ title }}.',
};
const LAYOUTS = {
  '_layout.de.txt': '[[content]]\n\n-- \nAbmelden: {{ unsubscribe }}\n{{ postal }}\n',
  '_layout.de.mjml': LAYOUT.replace('lang="en"', 'lang="de"').replace(
    '>Unsubscribe<',
    '>Abmelden<',
  ),
};
const within = (files: Files, folder = 'de'): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]),
  );
const project = (files: Files, layouts: Files = LAYOUTS) => ({
  mails: { hello: files, '.': layouts },
});
const KNOWN = { traits: ['language', 'firstName'] };

const load = async (files: Files): Promise<Template> => {
  const template = (await loadProject(project(files), KNOWN)).get('hello');
  if (template === undefined) throw new Error('There is no mail.');
  return template;
};
const mergeFor = (language: unknown): Merge => ({
  person: { language },
  account: {},
  sender: { name: 'Ana', address: 'ana@example.com' },
  fill: { title: 'Regen' },
  unsubscribe: 'https://mail.example/u/x',
  preferences: 'https://mail.example/p/x',
  postal: '1 Lane',
});

describe('a mail in two languages', () => {
  test.each(['de', 'DE', 'de-AT', 'de_CH', ' de '])(
    'is German for whoever reads "%s"',
    async (language) => {
      const {
        subject,
        text: said,
        html,
      } = compose(await load({ ...ENGLISH, ...within(GERMAN) }), mergeFor(language));
      expect(subject).toBe('Ein Betreff');
      expect(said).toBe(
        'Hallo, hier ist Regen.\n\n-- \nAbmelden: https://mail.example/u/x\n1 Lane\n',
      );
      expect(html).toContain('<html lang="de">');
    },
  );

  test.each([undefined, null, '', 'fr', 'deutsch?', 7, ['de'], '__proto__', 'x'.repeat(10_000)])(
    'is as it was written for %j',
    async (language) => {
      const { subject } = compose(
        await load({ ...ENGLISH, ...within(GERMAN) }),
        mergeFor(language),
      );
      expect(subject).toBe('A subject');
    },
  );

  test('prefers the region where there is one', async () => {
    const austrian = { ...GERMAN, 'mail.json': { subject: 'Servus' } };
    const files = { ...ENGLISH, ...within(GERMAN), ...within(austrian, 'de-at') };
    const layouts = { ...LAYOUTS, '_layout.de-at.txt': LAYOUTS['_layout.de.txt'] };
    const template = (await loadProject(project(files, layouts), KNOWN)).get('hello');
    expect(compose(template ?? (await load({})), mergeFor('de-AT')).subject).toBe('Servus');
    expect(compose(template ?? (await load({})), mergeFor('de-CH')).subject).toBe('Ein Betreff');
  });

  test('has a hash for each, so that the ledger says which left', async () => {
    const template = await load({ ...ENGLISH, ...within(GERMAN) });
    expect(spokenTo(template, { language: 'de' }).hash).not.toBe(template.hash);
  });

  test('may be designed in one and typed in the other', async () => {
    const english = mjmlMail(text('Hello {{ title }}'), SAMPLE);
    const template = await load({ ...english, ...within(GERMAN) });
    expect(compose(template, mergeFor('de')).text).toContain('Hallo');
    const german = {
      'mail.json': { subject: 'B', preview: 'V' },
      'mail.mjml': text('Hallo {{ title }}'),
    };
    const other = compose(await load({ ...english, ...within(german) }), mergeFor('de'));
    expect(other.html).toMatch(/lang="de"[\s\S]*Hallo Regen[\s\S]*Abmelden/);
  });
});

describe('a language is refused', () => {
  const of = (files: Files, layouts?: Files) =>
    refusals(project({ ...ENGLISH, ...within(files) }, layouts), KNOWN);

  test('with other slots than the mail, in both directions', async () => {
    expect(await of({ ...GERMAN, 'mail.txt': 'Hallo {{ titel }}.' })).toEqual([
      'templates/hello/de/mail.txt: It leaves out {{ title }}, which the mail has.',
      'templates/hello/de/mail.txt: It has {{ titel }}, which the mail has not.',
    ]);
  });

  test('without a layout in it: the footer would be in another', async () => {
    expect(await of(GERMAN, {})).toEqual(['templates/_layout.de.txt: The file is missing.']);
  });

  test('without a subject or a body of its own', async () => {
    expect(await of({ 'mail.txt': 'Hallo {{ title }}' })).toEqual([
      'templates/hello/de/mail.json: The file is missing.',
    ]);
    expect(await of({ 'mail.json': { subject: 'x' } })).toEqual([
      'templates/hello/de: The mail has no body.',
    ]);
  });

  test('in a house that knows of nobody what they read', async () => {
    expect(await refusals(project({ ...ENGLISH, ...within(GERMAN) }), { traits: [] })).toEqual([
      'templates/hello/de: The house knows of nobody which language they read.',
    ]);
  });
});

describe('a text part of its own', () => {
  const files = mjmlMail(text('Designed for {{ title }}'), {
    'mail.txt': 'Typed for {{ title }}.\n\nSee https://a.example/x',
    ...SAMPLE,
  });

  test('stands beside the design, over the footer of texts', async () => {
    const composed = compose(await load(files), mergeFor('en'));
    expect(composed.html).toContain('Designed for Regen');
    expect(composed.text).toBe(
      'Typed for Regen.\n\nSee https://a.example/x\n\n-- \nhttps://mail.example/u/x\n1 Lane\n',
    );
  });

  test('has slots too, and is held to the rules of texts', async () => {
    const of = (own: string) => refusals(project({ ...files, 'mail.txt': own }));
    expect(await of('{{ other }} {{ title }}')).toEqual([
      'templates/hello/sample.json: The slot "other" has no sample.',
    ]);
    expect(await of('See http://a.example')).toEqual([
      expect.stringContaining('The link "http://a.example" is not encrypted'),
    ]);
    expect(await of('Hello {{ person.firstName }}')).toEqual([
      'templates/hello/mail.txt: {{ person.firstName }} has no fallback.',
    ]);
  });
});
