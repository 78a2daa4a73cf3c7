import { describe, expect, test } from 'vitest';
import { seriesOf } from '../../core/series.ts';
import { mailsGen } from '../../mail/mails-gen.ts';
import { TemplateProblems } from '../../mail/problems.ts';
import { loadTemplates } from '../../mail/templates.ts';
import { mjmlMail, loadProject, refusals, text, textMail, writeProject } from './mail-project.ts';

const note = textMail('A note');

describe('a folder whose sub-folders are mails is a series', () => {
  test('and they are its members, in the order of their names', async () => {
    const templates = await loadProject({
      mails: { 'notes/02-b': note, 'notes/01-a': note, hello: note },
    });
    expect([...templates.keys()]).toEqual(['hello', 'notes/01-a', 'notes/02-b']);
    expect(templates.get('notes/01-a')?.mail).toBe('notes/01-a');
    expect([...seriesOf(templates)]).toEqual([['notes', ['notes/01-a', 'notes/02-b']]]);
  });

  test('beside which files, and folders that begin with _ or ., may lie', async () => {
    const templates = await loadProject({
      mails: {
        'notes/01-a': note,
        'notes/_old': note,
        'notes/.git': { x: '' },
        notes: { 'plan.md': '' },
      },
    });
    expect([...templates.keys()]).toEqual(['notes/01-a']);
  });

  test('and a mail may have folders in it that are no mails', async () => {
    const templates = await loadProject({ mails: { hello: note, 'hello/pictures': { x: '' } } });
    expect([...templates.keys()]).toEqual(['hello']);
  });
});

describe('for the language', () => {
  test('series are named, and their members are mails', async () => {
    const templates = await loadProject({
      mails: { 'tips/one': note, 'notes/01-a': note, hello: note },
    });
    expect(mailsGen(templates).split('\n').slice(1)).toEqual([
      'export interface Mails {',
      '  hello: {};',
      "  'notes/01-a': {};",
      "  'tips/one': {};",
      '}',
      "export type Series = 'notes' | 'tips';",
      '',
    ]);
  });

  test('many series stand below each other, as the formatter would have it', async () => {
    const names = ['one', 'two', 'three', 'four'].map((name) => `a-series-about-${name}-things`);
    const templates = await loadProject({
      mails: Object.fromEntries(names.map((name) => [`${name}/x`, note])),
    });
    expect(mailsGen(templates)).toContain(
      [
        'export type Series =',
        "  | 'a-series-about-four-things'",
        "  | 'a-series-about-one-things'",
        "  | 'a-series-about-three-things'",
        "  | 'a-series-about-two-things';\n",
      ].join('\n'),
    );
  });
});

describe('a series is refused', () => {
  test('for a member with a slot: nobody would fill it, with a sample or without', async () => {
    const what = 'The mail is of a series, and {{ title }} is a slot: nobody would fill it.';
    const sampled = textMail('{{ title }}', { 'sample.json': { fill: { title: 'A' } } });
    const inSubject = textMail('x', { 'mail.json': { subject: '{{ title }}' } });
    expect(await refusals({ mails: { 'notes/a': textMail('{{ title }}') } })).toEqual([
      `templates/notes/a/mail.txt: ${what}`,
    ]);
    expect(await refusals({ mails: { 'notes/a': sampled, 'notes/b': inSubject } })).toEqual([
      `templates/notes/a/mail.txt: ${what}`,
      `templates/notes/b/mail.txt: ${what}`,
    ]);
  });

  test('for a sample of no slot, as any mail is', async () => {
    const files = textMail('x', { 'sample.json': { fill: { title: 'A' } } });
    expect(await refusals({ mails: { 'notes/a': files } })).toEqual([
      'templates/notes/a/sample.json: The sample "title" is of no slot.',
    ]);
  });

  test('when it is a mail itself, whatever file makes it one', async () => {
    for (const files of [note, { 'mail.json': { subject: 'x' } }, { 'mail.txt': 'x' }]) {
      expect(await refusals({ mails: { notes: files, 'notes/01-a': note } })).toContain(
        'templates/notes: This is a mail, and has another in it: templates/notes/01-a.',
      );
    }
  });

  test('when one of its mails has a mail in it, however deep', async () => {
    expect(await refusals({ mails: { 'notes/01-b': note, 'notes/01-b/x/de': note } })).toEqual([
      'templates/notes/01-b: This is a mail, and has another in it: templates/notes/01-b/x/de.',
    ]);
  });

  test.each(['notes/2027/01-a', 'notes/2027/spring/01-a'])(
    'when it holds a series: %s',
    async (deep) => {
      expect(await refusals({ mails: { [deep]: note, 'notes/01-b': note } })).toEqual([
        'templates/notes/2027: There are mails in this folder, and it stands in a series itself.',
      ]);
      expect(await refusals({ mails: { [deep]: note } })).toHaveLength(1);
    },
  );

  test('for a name that is none, once, or for one of a member', async () => {
    expect(await refusals({ mails: { '1-notes/a': note, '1-notes/b': note } })).toEqual([
      'templates/1-notes: This is no name for a series.',
    ]);
    expect(await refusals({ mails: { 'notes/A note': note } })).toEqual([
      'templates/notes/A note: This is no name for a mail of a series.',
    ]);
  });

  test('for what is wrong with a member, in its own file', async () => {
    const dir = await writeProject({
      mails: {
        'notes/01-a': note,
        'notes/02-b': mjmlMail(text('{{ person.firstName }}')),
        'notes/03-c': { 'sample.json': '{' },
        'notes/04-d': textMail('x', { 'mail.json': { subject: 'x', from: 'bob' } }),
      },
    });
    const error = await loadTemplates(dir, { senders: ['ana'] }).catch((caught: unknown) => caught);
    if (!(error instanceof TemplateProblems)) throw new Error('It was not refused.');
    expect(error.problems.map(({ file }) => file)).toEqual([
      'templates/notes/02-b/mail.mjml',
      'templates/notes/03-c/mail.json',
      'templates/notes/03-c/sample.json',
      'templates/notes/03-c',
      'templates/notes/04-d/mail.json',
    ]);
    expect(error.problems.every(({ mend }) => mend.length > 10)).toBe(true);
  });
});
