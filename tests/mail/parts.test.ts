import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compose } from '../../mail/compose.ts';
import { readTemplates } from '../../mail/templates.ts';
import {
  type Files,
  LAYOUT,
  loadProject,
  mjmlMail,
  refusals,
  section,
  text,
  textMail,
  writeProject,
} from './mail-project.ts';

const GREETING = "<mj-text>Hello {{ person.firstName | default: 'there' }}</mj-text>";
const INCLUDE = '<mj-include path="../_parts/greeting.mjml" />';
const PART = 'templates/_parts/greeting.mjml';
const BODY = 'templates/hello/mail.mjml';

const project = (body: string, parts: Files = { 'greeting.mjml': GREETING }) => ({
  mails: { hello: mjmlMail(body), _parts: parts },
});
const of = (body: string, parts?: Files) => refusals(project(body, parts));

async function made(body: string, parts?: Files) {
  const template = (await loadProject(project(body, parts))).get('hello');
  if (template === undefined) throw new Error('There is no mail.');
  return template;
}
const MERGE = {
  account: {},
  sender: { name: 'Ana', address: 'ana@example.com' },
  fill: {},
  unsubscribe: 'https://mail.example/u/x',
  preferences: 'https://mail.example/p/x',
  postal: '1 Lane',
};

describe('a part', () => {
  test('stands where it is included, merged like the rest, in HTML and text', async () => {
    const template = await made(section(`${INCLUDE}<mj-text>Bye</mj-text>`));
    const { html, text: said } = compose(template, { ...MERGE, person: { firstName: 'Mara' } });
    expect(html).toContain('Hello Mara');
    expect(said).toMatch(/^Hello Mara\nBye\n/);
    expect(html).not.toContain('mj-include');
  });

  test('may be sections, may hold parts, and may stand in the layout', async () => {
    const parts = {
      'greeting.mjml': GREETING,
      'outer.mjml': section('<mj-include path="./greeting.mjml"></mj-include>'),
      'feet/foot.mjml': '<mj-include path="../outer.mjml" />',
    };
    const layout = LAYOUT.replace(
      '[[content]]',
      '[[content]]<mj-include path="_parts/feet/foot.mjml" />',
    );
    const templates = await loadProject({
      ...project('<mj-include path="../_parts/outer.mjml" />', parts),
      layout,
    });
    const said = compose(templates.get('hello') ?? (await made('')), { ...MERGE, person: {} }).text;
    expect(said.match(/Hello there/g)).toHaveLength(2);
  });

  test('makes another mail of each that has it when it changes, and of no other', async () => {
    const hashes = async (greeting: string): Promise<readonly (string | undefined)[]> => {
      const mails = {
        hello: mjmlMail(section(INCLUDE)),
        other: mjmlMail(text('Hello')),
        _parts: { 'greeting.mjml': greeting },
      };
      const templates = await loadProject({ mails });
      return ['hello', 'other'].map((mail) => templates.get(mail)?.hash);
    };
    const [before, after] = await Promise.all([hashes(GREETING), hashes(`${GREETING} `)]);
    const words = await hashes('<mj-text>Good day</mj-text>');
    expect(after).toEqual(before);
    expect(words[0]).not.toBe(before[0]);
    expect(words[1]).toBe(before[1]);
  });

  test('adds its free variables to the slots of the mail', async () => {
    const mails = {
      hello: mjmlMail(section(INCLUDE), { 'sample.json': { fill: { title: 'x' } } }),
      _parts: { 'greeting.mjml': '<mj-text>{{ title }}</mj-text>' },
    };
    expect((await loadProject({ mails })).get('hello')?.slots).toEqual({ title: 'string' });
  });

  test('is not included where it only stands in a comment', async () => {
    const template = await made(
      `${text('Bye')}<!-- <mj-include path="../_parts/nowhere.mjml" /> -->`,
    );
    expect(compose(template, { ...MERGE, person: {} }).text).toMatch(/^Bye/);
  });
});

describe('an include is refused', () => {
  test('of what is not there, by its line, and with what was probably meant', async () => {
    const dir = await writeProject(
      project(`${text('x')}\n${section('<mj-include path="../_parts/greting.mjml" />')}`),
    );
    const { problems } = await readTemplates(dir);
    expect(problems).toEqual([
      {
        code: 'T004',
        file: BODY,
        what: 'line 2: "../_parts/greting.mjml" leads to no part.',
        mend: expect.stringContaining('Did you mean "../_parts/greeting.mjml"?') as string,
      },
    ]);
  });

  test.each([
    '/etc/passwd',
    '../../../../../etc/passwd',
    '../_parts/../../package.json',
    '../other/mail.mjml',
    '../_parts/greeting.html',
    '_parts/greeting.mjml',
    'https://example.com/x.mjml',
    '',
  ])('that leads out of templates/_parts: %s', async (asked) => {
    expect(await of(section(`<mj-include path="${asked}" /><mj-text>x</mj-text>`))).toEqual([
      `${BODY}: line 1: "${asked}" leads to no part.`,
    ]);
  });

  test('of a link to elsewhere', async () => {
    const dir = await writeProject(project(section('<mj-include path="../_parts/sly.mjml" />')));
    const elsewhere = path.join(dir, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, 'sly.mjml'), '<mj-text>x</mj-text>');
    await symlink(path.join(elsewhere, 'sly.mjml'), path.join(dir, 'templates/_parts/sly.mjml'));
    const { problems } = await readTemplates(dir);
    expect(problems.map(({ what }) => what)).toEqual([
      'line 1: "../_parts/sly.mjml" leads to no part.',
    ]);
  });

  test('of a part in itself, however far round', async () => {
    const parts = {
      'a.mjml': '<mj-include path="b.mjml" />',
      'b.mjml': '\n<mj-include path="a.mjml" />',
    };
    expect(await of('<mj-include path="../_parts/a.mjml" />', parts)).toEqual([
      'templates/_parts/b.mjml: line 2: templates/_parts/a.mjml includes itself.',
    ]);
  });

  test.each(['<mj-include />', '<mj-include path="../_parts/greeting.mjml" type="html" />'])(
    'that says something other than a path: %s',
    async (tag) => {
      expect(await of(section(tag))).toEqual([
        `${BODY}: line 1: <mj-include> says something other than a path.`,
      ]);
    },
  );
});

describe('what is wrong in a part is told of the part, once', () => {
  test.each([
    ['<mj-text>\n{{ person.firstName }}</mj-text>', '{{ person.firstName }} has no fallback.'],
    ["<mj-text>{{ 'x' | raw }}</mj-text>", "{{ 'x' | raw }} uses the filter `raw`."],
    ["<mj-text>{{ person.nick | default: 'x' }}</mj-text>", 'Nobody knows {{ person.nick }}.'],
    ['\n<mj-text><p>x</mj-text>', 'line 2: <p> is not closed.'],
    ['\n\n<mj-text colour="red">x</mj-text>', 'line 3: <mj-text>: Attribute colour is illegal.'],
    [
      '<mj-text><a href="/x">x</a></mj-text>',
      'The link "/x" is relative, and a mail has no page to be relative to.',
    ],
    ['<mj-text>{{ person.firstName</mj-text>', 'Liquid: output '],
  ])('%s', async (part, what) => {
    const mails = {
      one: mjmlMail(section(`\n${INCLUDE}`)),
      two: mjmlMail(section(`<mj-text>y</mj-text>${INCLUDE}`)),
      _parts: { 'greeting.mjml': part },
    };
    const said = await refusals({ mails }, { traits: ['firstName'] });
    expect(said).toEqual([expect.stringContaining(`${PART}: ${what}`)]);
  });

  test('also where it shares its line with the mail', async () => {
    expect(
      await of(section(INCLUDE), { 'greeting.mjml': '<mj-text colour="red">x</mj-text>' }),
    ).toEqual([`${PART}: line 1: <mj-text>: Attribute colour is illegal.`]);
  });

  test('and the lines of the mail after it are its own', async () => {
    const part = '<mj-text>\n\n\nHello</mj-text>\n';
    const body = section(`\n${INCLUDE}\n<mj-text colour="red">x</mj-text>`);
    expect(await of(body, { 'greeting.mjml': part })).toEqual([
      `${BODY}: line 3: <mj-text>: Attribute colour is illegal.`,
    ]);
  });

  test('as is what is wrong in the layout', async () => {
    const layout = LAYOUT.replace('<mj-body>', '<mj-body colour="red">');
    const mails = { one: mjmlMail(text('x')), two: mjmlMail(text('y')) };
    expect(await refusals({ mails, layout })).toEqual([
      'templates/_layout.mjml: line 3: <mj-body>: Attribute colour is illegal.',
    ]);
    const textLayout = '[[content]]\n{{ person.firstName }}\n{{ unsubscribe }}\n{{ postal }}';
    expect(
      await refusals({ mails: { one: textMail('x'), two: textMail('y') }, textLayout }),
    ).toEqual(['templates/_layout.txt: {{ person.firstName }} has no fallback.']);
  });
});
