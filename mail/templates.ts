import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Built, buildMail } from './build-mail.ts';
import { linkedHtml, linkedText } from './counted-links.ts';
import { type Engine, createEngine } from './liquid-engine.ts';
import { wordsOf } from './liquid-tags.ts';
import { LANGUAGE_TRAIT, languagesOf } from './languages.ts';
import { type MailFolder, readLayouts, readMail } from './mail-folder.ts';
import { mailNames } from './mail-names.ts';
import { discountsIn, pitchesIn } from './pitches.ts';
import { readParts } from './parts.ts';
import { textOf } from './pieces.ts';
import { isWarning, type Problem, problemsIn, TemplateProblems } from './problems.ts';
import { renderedFindings } from './rendered.ts';
import type { Shared } from './shared.ts';
import type { Template, Templates } from './template.ts';
import { idleUtm } from './utm.ts';

/** What the house has, where that is known: names that mails may then use and no others. */
export type Known = Readonly<{
  traits?: readonly string[];
  senders?: readonly string[];
  /** The mails by which topics ask for a confirmation. */
  confirms?: readonly string[];
  /** Whether it says which sites are its own. */
  utm?: boolean;
}>;

/** What came of reading all mails: the good ones, and everything that is wrong with the others. */
export type ReadTemplates = Readonly<{
  templates: Templates;
  /** Mails that are there and cannot be sent as they stand. */
  broken: ReadonlySet<string>;
  problems: readonly Problem[];
}>;

/** Reads, compiles and checks all mails of a project folder, once. What is wrong with one of them keeps none of the others. */
export async function readTemplates(project: string, known: Known = {}): Promise<ReadTemplates> {
  const folder = path.join(project, 'templates');
  const parts = await readParts(folder);
  const layouts = await readLayouts(folder, parts);
  const engines = { html: createEngine('html'), text: createEngine('text') };
  const names = await mailNames(folder);
  const shop = { layouts, parts, known, engines };
  const loaded = await Promise.all(names.mails.map((mail) => loadMail(folder, mail, shop)));
  const templates = new Map(
    loaded.flatMap(({ template }) => (template ? [[template.mail, template] as const] : [])),
  );
  return {
    templates,
    broken: new Set(names.mails.filter((mail) => !templates.has(mail))),
    problems: distinct([
      ...names.problems,
      ...missingConfirms(names.mails, known),
      ...loaded.flatMap(({ problems }) => problems),
    ]),
  };
}

const missingConfirms = (mails: readonly string[], { confirms = [] }: Known): readonly Problem[] =>
  confirms
    .filter((mail) => !mails.includes(mail))
    .map((mail) => ({
      code: 'T043',
      file: 'journeys/house.ts',
      what: `A topic asks for a confirmation by the mail "${mail}", which is not there.`,
      mend: `Write templates/${mail}/, with {{ confirm }} in it, or name another.`,
    }));

/** As `readTemplates`, for whoever needs all of them. Throws `TemplateProblems` with everything that is wrong in any of them. */
export async function loadTemplates(project: string, known: Known = {}): Promise<Templates> {
  const { templates, problems } = await readTemplates(project, known);
  const wrong = problems.filter((problem) => !isWarning(problem));
  if (wrong.length > 0) throw new TemplateProblems(wrong);
  return templates;
}

/** What is wrong with a series, a layout or a part is found with each of its mails, and said once. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.file}: ${problem.what}`, problem])).values(),
];

type Shop = Shared & Readonly<{ known: Known; engines: Readonly<{ html: Engine; text: Engine }> }>;
/** With a template, all problems are warnings. */
type Made = Readonly<{ template?: Template; problems: readonly Problem[] }>;

async function loadMail(folder: string, mail: string, shop: Shop): Promise<Made> {
  const read = await readMail(folder, mail);
  if (!('mail' in read)) return { problems: read };
  const { template: own, problems } = await makeTemplate(read, shop);
  if (own === undefined) return { problems };
  const tags = await languagesOf(folder, mail);
  const spoken = await Promise.all(
    tags.map((language) => inLanguage(folder, { own, language }, shop)),
  );
  const all = [...problems, ...spoken.flatMap((each) => each.problems)];
  const made = spoken.flatMap(({ template }) => template ?? []);
  if (made.length < tags.length) return { problems: all };
  const template = {
    ...own,
    pitches: [own, ...made].flatMap(({ pitches }) => pitches),
    discounts: [own, ...made].flatMap(({ discounts }) => discounts),
    languages: new Map(made.map((each, at) => [tags[at] ?? '', each])),
  };
  return { template, problems: all };
}

type Spoken = Readonly<{ own: Template; language: string }>;

async function inLanguage(folder: string, { own, language }: Spoken, shop: Shop): Promise<Made> {
  const { traits } = shop.known;
  const file = `templates/${own.mail}/${language}`;
  if (traits !== undefined && !traits.includes(LANGUAGE_TRAIT)) {
    const mend = 'Add the trait "language" to the house: mails are chosen by it.';
    const what = 'The house knows of nobody which language they read.';
    return { problems: [{ code: 'T061', file, what, mend }] };
  }
  const read = await readMail(folder, own.mail, { language, sample: own.sample });
  if (!('mail' in read)) return { problems: read };
  const layouts = await readLayouts(folder, shop.parts, language);
  const { kind } = read.body;
  const layout = kind === 'mjml' ? textOf(layouts.mjml.pieces) : layouts.text.text;
  if (layout !== '') return makeTemplate(read, { ...shop, layouts });
  const missing = `templates/_layout.${language}.${kind === 'mjml' ? 'mjml' : 'txt'}`;
  const mend = 'Write the layout in this language too: the footer would be in another.';
  return { problems: [{ code: 'T003', file: missing, what: 'The file is missing.', mend }] };
}

async function makeTemplate(read: MailFolder, shop: Shop): Promise<Made> {
  const { known, engines } = shop;
  const built = await buildMail(read, shop, { ...known, engine: engines.text });
  if (!('html' in built)) return { problems: built };
  const { html, text } = linkedIn(read, built);
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
    ...(read.links === 'bare' ? { bare: true as const } : {}),
    ...(read.utm === undefined ? {} : { utm: read.utm }),
    sample: read.sample,
    languages: new Map(),
    render: {
      subject: engines.text.parse(built.subject),
      html: engines.html.parse(html),
      text: engines.text.parse(text),
    },
  };
  const asked = known.confirms?.includes(read.mail);
  const about = `${path.dirname(read.body.file)}/mail.json`;
  const problems = [
    ...problemsIn(read.body.file, renderedFindings(template, asked)),
    ...(known.utm === false ? problemsIn(about, idleUtm(read.utm)) : []),
  ];
  return problems.every(isWarning) ? { template, problems } : { problems };
}

/** Its sources with their links counted, as far as its author wants it; what a person typed is read as they typed it. */
function linkedIn({ links, body }: MailFolder, built: Built): Pick<Built, 'html' | 'text'> {
  if (links === 'bare') return built;
  const text = body.kind === 'text' ? built.text : linkedText(built.text);
  return { html: linkedHtml(built.html), text };
}

const hashOf = ({ subject, html, text }: Built): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, html, text]))
    .digest('hex');
