import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Problem, TemplateProblems } from '../../mail/problems.ts';
import type { Template, Templates } from '../../mail/template.ts';
import { type Known, loadTemplates, readTemplates } from '../../mail/templates.ts';

/** The files of one mail by name; objects are written as JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** Sections around the content that a test is about. */
export const section = (content: string): string =>
  `<mj-section><mj-column>${content}</mj-column></mj-section>`;
export const text = (content: string): string => section(`<mj-text><p>${content}</p></mj-text>`);

/** A mail that nothing is wrong with, but for what a test puts in its place. */
export const mjmlMail = (content: string, files: Files = {}): Files => ({
  'mail.json': { subject: 'A subject', preview: 'A preview' },
  'mail.mjml': content,
  ...files,
});
export const textMail = (content: string, files: Files = {}): Files => ({
  'mail.json': { subject: 'A subject' },
  'mail.txt': content,
  ...files,
});

export const LAYOUT = `<mjml lang="en">
  <mj-head><mj-title>[[subject]]</mj-title><mj-preview>[[preview]]</mj-preview></mj-head>
  <mj-body>
[[content]]
    <mj-section><mj-column><mj-text>
      <a href="{{ unsubscribe }}">Unsubscribe</a><br />{{ postal }}
    </mj-text></mj-column></mj-section>
  </mj-body>
</mjml>`;
const TEXT_LAYOUT = '[[content]]\n\n-- \n{{ unsubscribe }}\n{{ postal }}\n';

export type Project = Readonly<{
  mails: Readonly<Record<string, Files>>;
  layout?: string;
  textLayout?: string;
}>;

/** Writes a project folder that lives as long as the test, and its path. */
export async function writeProject({ mails, layout, textLayout }: Project): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'perennial-mails-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const write = async (file: string, content: string | object): Promise<void> => {
    const full = path.join(dir, 'templates', file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, typeof content === 'string' ? content : JSON.stringify(content));
  };
  await write('_layout.mjml', layout ?? LAYOUT);
  await write('_layout.txt', textLayout ?? TEXT_LAYOUT);
  for (const [mail, files] of Object.entries(mails)) {
    for (const [name, content] of Object.entries(files)) await write(`${mail}/${name}`, content);
  }
  return dir;
}

/** Loads a project; the mails in it are to be fine. */
export const loadProject = async (project: Project, known: Known = {}): Promise<Templates> =>
  loadTemplates(await writeProject(project), known);

/** Loads one mail called `hello`. */
export async function loadMail(files: Files, known: Known = {}): Promise<Template> {
  const template = (await loadProject({ mails: { hello: files } }, known)).get('hello');
  if (template === undefined) throw new Error('There is no mail.');
  return template;
}

/** What a project is refused for, one line a problem: `file: what`. */
export async function refusals(project: Project, known: Known = {}): Promise<readonly string[]> {
  try {
    await loadProject(project, known);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateProblems)) throw error;
    return error.problems.map(({ file, what }) => `${file}: ${what}`);
  }
}

/** What one mail called `hello` is refused for. */
export const refusalsOf = (files: Files, known: Known = {}): Promise<readonly string[]> =>
  refusals({ mails: { hello: files } }, known);

/** All that is told of a project's mails, warnings too. */
export const problemsOf = async (
  project: Project,
  known: Known = {},
): Promise<readonly Problem[]> =>
  (await readTemplates(await writeProject(project), known)).problems;
