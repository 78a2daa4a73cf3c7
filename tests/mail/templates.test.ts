import { describe, expect, test } from 'vitest';
import { mailsGen } from '../../mail/mails-gen.ts';
import { TemplateProblems } from '../../mail/problems.ts';
import { loadTemplates, readTemplates } from '../../mail/templates.ts';
import {
  LAYOUT,
  loadMail,
  loadProject,
  mjmlMail,
  refusals,
  refusalsOf,
  text,
  textMail,
  writeProject,
} from './mail-project.ts';

const BODY = 'templates/hello/mail.mjml';
const ABOUT = 'templates/hello/mail.json';
const SAMPLE = 'templates/hello/sample.json';

describe('the slots of a mail', () => {
  test('are its free variables, with the types of their samples', async () => {
    const template = await loadMail(
      mjmlMail(text('{{ title }} {{ seats }} {% if sure %}x{% endif %} {{ on | date: "%d" }}'), {
        'mail.json': { subject: '{{ host }} invites', preview: '{{ title }}' },
        'sample.json': {
          fill: { title: 'A', host: 'B', seats: 3, sure: true, on: '2027-01-01T10:00:00Z' },
        },
      }),
    );
    expect(template.slots).toEqual({
      host: 'string',
      on: 'Date',
      seats: 'number',
      sure: 'boolean',
      title: 'string',
    });
  });

  test('leave out person, account, sender, owner and what we fill in ourselves', async () => {
    const template = await loadMail(
      textMail(
        "{{ person.firstName | default: 'you' }} {{ account.domain | default: 'x' }} {{ owner.name | default: 'y' }} {{ sender.name }} {{ postal }} {{ unsubscribe }}",
      ),
    );
    expect(template.slots).toEqual({});
  });

  test('leave out what the mail assigns itself', async () => {
    const template = await loadMail(
      textMail("{% assign name = person.firstName | default: 'you' %}Hello {{ name }}"),
    );
    expect(template.slots).toEqual({});
  });

  test('are written for the language, sorted and as the formatter would', async () => {
    const fill = (...names: string[]): object => ({
      fill: Object.fromEntries(names.map((name) => [name, 'x'])),
    });
    const long = [
      'aVeryLongSlotName',
      'bVeryLongSlotName',
      'cVeryLongSlotName',
      'dVeryLongSlotName',
    ];
    const templates = await loadProject({
      mails: {
        welcome: textMail('Hello'),
        'a-note': textMail('{{ b }} {{ a }}', { 'sample.json': fill('a', 'b') }),
        'long-note': textMail(long.map((name) => `{{ ${name} }}`).join(' '), {
          'sample.json': fill(...long),
        }),
      },
    });
    expect(mailsGen(templates).split('\n').slice(1)).toEqual([
      'export interface Mails {',
      "  'a-note': { a: string; b: string };",
      "  'long-note': {",
      ...long.map((name) => `    ${name}: string;`),
      '  };',
      '  welcome: {};',
      '}',
      'export type Series = never;',
      '',
    ]);
  });
});

test('a mail has a hash, another when any word of it or its layout changes', async () => {
  const one = await loadMail(mjmlMail(text('Hello')));
  const same = await loadMail(mjmlMail(text('Hello')));
  const other = await loadMail(mjmlMail(text('Hallo')));
  const layout = LAYOUT.replace('Unsubscribe', 'Leave');
  const relaid = await loadProject({ mails: { hello: mjmlMail(text('Hello')) }, layout });
  expect(one.hash).toBe(same.hash);
  expect(new Set([one.hash, other.hash, relaid.get('hello')?.hash]).size).toBe(3);
});

test('files beside the folders, and folders that begin with _, are no mails', async () => {
  const templates = await loadProject({
    mails: { hello: textMail('Hello'), _parts: { 'logo.txt': 'x' } },
  });
  expect([...templates.keys()]).toEqual(['hello']);
});

test('all problems of all mails are told at once, each with its file and a way to mend it', async () => {
  const dir = await writeProject({
    mails: {
      one: textMail('{{ person.firstName }}'),
      two: mjmlMail(text('<a href="/x">x</a> {{ slot }}')),
      three: { 'mail.json': '{' },
    },
  });
  const error = await loadTemplates(dir).catch((caught: unknown) => caught);
  if (!(error instanceof TemplateProblems)) throw new Error('It was not refused.');
  expect(error.problems.map(({ file }) => file).toSorted()).toEqual([
    'templates/one/mail.txt',
    'templates/three',
    'templates/three/mail.json',
    'templates/two/mail.mjml',
    'templates/two/sample.json',
  ]);
  expect(error.problems.every(({ mend }) => mend.length > 10)).toBe(true);
  for (const { code, file, what, mend } of error.problems) {
    expect(error.message).toContain(`${code}  ${file}: ${what}`);
    expect(error.message).toContain(mend);
  }
});

test('what is wrong with one mail keeps none of the others', async () => {
  const dir = await writeProject({
    mails: { good: textMail('Hello'), bad: textMail('{{ person.firstName }}') },
  });
  const { templates, broken, problems } = await readTemplates(dir);
  expect([...templates.keys()]).toEqual(['good']);
  expect([...broken]).toEqual(['bad']);
  expect(problems).toMatchObject([{ code: 'T055', file: 'templates/bad/mail.txt' }]);
});

describe('a mail is refused', () => {
  const about = (json: object | string): Promise<readonly string[]> =>
    refusalsOf(mjmlMail(text('Hello'), { 'mail.json': json }));

  test('without a subject', async () => {
    expect((await about({ preview: 'x' }))[0]).toContain(`${ABOUT}: subject`);
    expect(await about({ subject: ' ', preview: 'x' })).toContain(
      `${ABOUT}: The subject is empty.`,
    );
  });

  test('for a subject of more than 150 characters, as written or as merged', async () => {
    expect(await about({ subject: 'x'.repeat(151), preview: 'x' })).toEqual([
      `${ABOUT}: The subject is longer than 150 characters.`,
    ]);
    const merged = mjmlMail(text('Hello'), {
      'mail.json': { subject: '{{ title }}', preview: 'x' },
      'sample.json': { fill: { title: 'x'.repeat(151) } },
    });
    expect(await refusalsOf(merged)).toEqual([
      `${BODY}: The subject comes out longer than 150 characters.`,
    ]);
  });

  test('for a line break in the subject', async () => {
    expect(await about({ subject: 'One\r\nBcc: x@example.com', preview: 'x' })).toEqual([
      `${ABOUT}: The subject has a line break.`,
    ]);
  });

  test('without a preview, unless it is a text', async () => {
    expect(await about({ subject: 'x' })).toEqual([`${ABOUT}: The mail has no preview.`]);
  });

  test('for a key that mail.json does not know', async () => {
    expect((await about({ subject: 'x', preview: 'x', sender: 'ana' }))[0]).toContain('sender');
  });

  test('for a sender whom the house does not have', async () => {
    const files = textMail('Hello', { 'mail.json': { subject: 'x', from: 'bob' } });
    expect(await refusalsOf(files, { senders: ['ana'] })).toEqual([
      `${ABOUT}: The house has no sender "bob".`,
    ]);
  });

  test('without a body', async () => {
    const head = { 'mail.json': { subject: 'x', preview: 'x' } };
    expect(await refusalsOf(head)).toEqual(['templates/hello: The mail has no body.']);
  });

  test('for a name that is no name', async () => {
    expect(await refusals({ mails: { 'Hello there': textMail('x') } })).toEqual([
      'templates/Hello there: This is no name for a mail.',
    ]);
  });
});

describe('a variable is refused', () => {
  const sample = { 'sample.json': { fill: { title: 'A', on: '2027-01-01T10:00:00Z' } } };
  const of = (words: string): Promise<readonly string[]> =>
    refusalsOf(mjmlMail(text(`${words} {{ title }} {{ on | date: '%d' }}`), sample), {
      traits: ['firstName'],
    });

  test.each([
    ['{{ person.firstname | default: "x" }}', 'Nobody knows {{ person.firstname }}.'],
    ['{{ person.first.name | default: "x" }}', 'Nobody knows {{ person.first.name }}.'],
    ['{{ account.size | default: "x" }}', 'Nobody knows {{ account.size }}.'],
    ['{{ sender.phone }}', 'Nobody knows {{ sender.phone }}.'],
    ['{{ owner.age | default: "x" }}', 'Nobody knows {{ owner.age }}.'],
    ['{{ event.title }}', '{{ event.title }} is no name for a slot.'],
  ])('when nobody knows it: %s', async (tag, what) => {
    expect(await of(tag)).toEqual([`${BODY}: ${what}`]);
  });

  test.each([
    '{{ person.firstName }}',
    '{{ person.firstName | upcase }}',
    '{{ person.firstName | upcase | default: "x" }}',
    "{{ person.firstName | default: '' }}",
    '{{ account.domain }}',
    '{{ owner.name }}',
    '{% assign x = person.firstName %}',
  ])('when it may be missing and has no fallback: %s', async (tag) => {
    expect(await of(tag)).toEqual([`${BODY}: ${tag} has no fallback.`]);
  });

  test('only when it is printed: a condition needs no fallback', async () => {
    expect(
      await of("{% if person.firstName %}{{ person.firstName | default: 'x' }}{% endif %}"),
    ).toEqual([]);
  });

  test('when it is a slot without a sample, or a sample without a slot', async () => {
    const files = mjmlMail(text('{{ titel }}'), { 'sample.json': { fill: { title: 'A' } } });
    expect(await refusalsOf(files)).toEqual([
      `${SAMPLE}: The slot "titel" has no sample.`,
      `${SAMPLE}: The sample "title" is of no slot.`,
    ]);
  });

  test('when it is a date without a format', async () => {
    expect(await of('{{ on }}')).toEqual([`${BODY}: {{ on }} prints a date without a format.`]);
  });

  test('also in the subject', async () => {
    const files = textMail('x', { 'mail.json': { subject: '{{ person.firstName }}' } });
    expect(await refusalsOf(files)).toEqual([
      `${ABOUT}: subject: {{ person.firstName }} has no fallback.`,
    ]);
  });
});
