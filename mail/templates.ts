import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Built, buildMail } from './build-mail.ts';
import { type Engine, createEngine } from './liquid-engine.ts';
import { wordsOf } from './liquid-tags.ts';
import { type Layouts, readLayouts, readMail } from './mail-folder.ts';
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
  { layouts, known, engines }: Shop,
): Promise<Template | readonly Problem[]> {
  const read = await readMail(folder, mail);
  if (!('mail' in read)) return read;
  const built = await buildMail(read, layouts, { ...known, engine: engines.text });
  if (!('html' in built)) return built;
  const words = wordsOf([built.subject, read.preview ?? '', built.text].join('\n'));
  const template: Template = {
    mail,
    kind: read.body.kind,
    subject: built.subject,
    hash: hashOf(built),
    slots: built.slots,
    pitches: pitchesIn(words),
    discounts: discountsIn(words),
    ...(read.from === undefined ? {} : { from: read.from }),
    sample: read.sample,
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
