import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Built, buildMail } from './build-mail.ts';
import { type Engine, createEngine } from './liquid-engine.ts';
import { wordsOf } from './liquid-tags.ts';
import { LANGUAGE_TRAIT, languagesOf } from './languages.ts';
import { type Layouts, type MailFolder, readLayouts, readMail } from './mail-folder.ts';
import { mailNames } from './mail-names.ts';
import { discountsIn, pitchesIn } from './pitches.ts';
import { type Problem, TemplateProblems } from './problems.ts';
import { renderedFindings } from './rendered.ts';
import type { Template, Templates } from './template.ts';

/** What the house has, where that is known: names that mails may then use and no others. */
export type Known = Readonly<{ traits?: readonly string[]; senders?: readonly string[] }>;

/**
 * Reads, compiles and checks all mails of a project folder, once.
 * Throws `TemplateProblems` with everything that is wrong in any of them.
 */
export async function loadTemplates(project: string, known: Known = {}): Promise<Templates> {
  const folder = path.join(project, 'templates');
  const layouts = await readLayouts(folder);
  const engines = { html: createEngine('html'), text: createEngine('text') };
  const names = await mailNames(folder);
  const loaded = await Promise.all(
    names.mails.map((mail) => loadMail(folder, mail, { layouts, known, engines })),
  );
  const problems = distinct([
    ...names.problems,
    ...loaded.flatMap((each) => ('mail' in each ? [] : each)),
  ]);
  if (problems.length > 0) throw new TemplateProblems(problems);
  return new Map(loaded.flatMap((each) => ('mail' in each ? [[each.mail, each] as const] : [])));
}

/** What is wrong with a series is found with each of its members, and said once. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.file}: ${problem.what}`, problem])).values(),
];

type Shop = Readonly<{
  layouts: Layouts;
  known: Known;
  engines: Readonly<{ html: Engine; text: Engine }>;
}>;

async function loadMail(
  folder: string,
  mail: string,
  shop: Shop,
): Promise<Template | readonly Problem[]> {
  const { layouts } = shop;
  const read = await readMail(folder, mail);
  if (!('mail' in read)) return read;
  const own = await makeTemplate(read, layouts, shop);
  if (!('mail' in own)) return own;
  const tags = await languagesOf(folder, mail);
  const spoken = await Promise.all(
    tags.map((language) => inLanguage(folder, { own, language }, shop)),
  );
  const problems = spoken.flatMap((each) => ('mail' in each ? [] : each));
  if (problems.length > 0) return problems;
  const made = spoken.flatMap((each) => ('mail' in each ? [each] : []));
  return {
    ...own,
    pitches: [own, ...made].flatMap(({ pitches }) => pitches),
    discounts: [own, ...made].flatMap(({ discounts }) => discounts),
    languages: new Map(made.map((each, at) => [tags[at] ?? '', each])),
  };
}

type Spoken = Readonly<{ own: Template; language: string }>;

async function inLanguage(
  folder: string,
  { own, language }: Spoken,
  shop: Shop,
): Promise<Template | readonly Problem[]> {
  const { traits } = shop.known;
  if (traits !== undefined && !traits.includes(LANGUAGE_TRAIT)) {
    const mend = 'Add the trait "language" to the house: mails are chosen by it.';
    const what = 'The house knows of nobody which language they read.';
    return [{ file: `templates/${own.mail}/${language}`, what, mend }];
  }
  const read = await readMail(folder, own.mail, { language, sample: own.sample });
  if (!('mail' in read)) return read;
  const layouts = await readLayouts(folder, language);
  const kind = read.body.kind === 'mjml' ? 'mjml' : 'text';
  if (layouts[kind] !== '') return makeTemplate(read, layouts, shop);
  const file = `templates/_layout.${language}.${kind === 'mjml' ? 'mjml' : 'txt'}`;
  const mend = 'Write the layout in this language too: the footer would be in another.';
  return [{ file, what: 'The file is missing.', mend }];
}

async function makeTemplate(
  read: MailFolder,
  layouts: Layouts,
  { known, engines }: Shop,
): Promise<Template | readonly Problem[]> {
  const built = await buildMail(read, layouts, { ...known, engine: engines.text });
  if (!('html' in built)) return built;
  const words = wordsOf([built.subject, read.preview ?? '', built.text].join('\n'));
  const template: Template = {
    mail: read.mail,
    kind: read.body.kind,
    subject: built.subject,
    hash: hashOf(built),
    slots: built.slots,
    pitches: pitchesIn(words),
    discounts: discountsIn(words),
    ...(read.from === undefined ? {} : { from: read.from }),
    sample: read.sample,
    languages: new Map(),
    render: {
      subject: engines.text.parse(built.subject),
      html: engines.html.parse(built.html),
      text: engines.text.parse(built.text),
    },
  };
  const findings = renderedFindings(template);
  if (findings.length === 0) return template;
  return findings.map((finding) => ({ file: read.body.file, ...finding }));
}

const hashOf = ({ subject, html, text }: Built): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, html, text]))
    .digest('hex');
