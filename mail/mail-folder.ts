import path from 'node:path';
import { z } from 'zod';
import { folderOf } from '../core/series.ts';
import { type Included, includeParts, type SourceFile } from './include.ts';
import type { Parts } from './parts.ts';
import type { Problem } from './problems.ts';
import { readText } from './read-text.ts';

const tag = z.string().min(1).max(100).optional();
const utmIn = z.strictObject({ source: tag, medium: tag, campaign: tag, content: tag, term: tag });
/** mail.json: what a mail is besides its body. */
const about = z.strictObject({
  subject: z.string(),
  preview: z.string().min(1).optional(),
  from: z.string().min(1).optional(),
  /** `bare`: its links stand as they are written, and nobody counts who follows them. */
  links: z.literal('bare').optional(),
  /** What it says of itself to the statistics of the house's sites, over what the house says; false: nothing. */
  utm: z.union([z.literal(false), utmIn]).optional(),
});
const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** sample.json: one example of each slot, and a person to preview it as. */
const sample = z.strictObject({
  fill: z.record(z.string(), scalar).default({}),
  person: z.record(z.string(), scalar).default({}),
  account: z.strictObject({ domain: z.string() }).optional(),
  owner: z.strictObject({ name: z.string(), email: z.string() }).optional(),
});

export type Sample = z.infer<typeof sample>;
/** One folder of templates/, as it was read. */
export type MailFolder = z.infer<typeof about> &
  Readonly<{
    mail: string;
    sample: Sample;
    /** Body sections for the layout, or the text of a person. */
    body: Readonly<{ kind: 'mjml' | 'text'; file: string; source: string; text?: OwnText }>;
    /** Of a folder within a mail: the mail in this language. */
    language?: string;
  }>;
/** What a designed mail says to whoever reads text, where its own words would be poor. */
export type OwnText = Readonly<{ file: string; source: string }>;
/** What all mails share; a missing one is empty, and then every mail that needs it says so. */
export type Layouts = Readonly<{ mjml: Included; text: SourceFile }>;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** The members of a series are drawn by name, so a name may begin with a number. */
const MEMBER = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads the two layouts of a language, or the usual ones, with the parts in them. */
export async function readLayouts(
  templates: string,
  parts: Parts,
  language?: string,
): Promise<Layouts> {
  const name = language === undefined ? '_layout' : `_layout.${language}`;
  const [mjml, text] = await Promise.all(
    ['mjml', 'txt'].map(async (type): Promise<SourceFile> => {
      const source = await readText(path.join(templates, `${name}.${type}`));
      return { file: `templates/${name}.${type}`, text: source ?? '' };
    }),
  );
  if (mjml === undefined || text === undefined) throw new Error('two files were asked for');
  return { mjml: includeParts(mjml, parts), text };
}

/** Reads one mail's folder; what cannot be read is told, not thrown. */
export async function readMail(
  templates: string,
  mail: string,
  spoken?: Readonly<{ language: string; sample: Sample }>,
): Promise<MailFolder | readonly Problem[]> {
  const inside = spoken === undefined ? mail : `${mail}/${spoken.language}`;
  const [aboutText, sampleText, mjml, text] = await Promise.all(
    ['mail.json', 'sample.json', 'mail.mjml', 'mail.txt'].map((name) =>
      readText(path.join(templates, inside, name)),
    ),
  );
  const folder = `templates/${inside}`;
  const head = parseJson(`${folder}/mail.json`, aboutText, about);
  const example = parseJson(`${folder}/sample.json`, sampleText ?? '{}', sample);
  const body = bodyOf(folder, { mjml, text });
  const name = nameProblems(mail);
  if ('value' in head && 'value' in example && 'value' in body && name.length === 0) {
    return {
      mail,
      ...head.value,
      sample: spoken?.sample ?? example.value,
      body: body.value,
      ...(spoken !== undefined && { language: spoken.language }),
    };
  }
  return [head, example, body, ...name].flatMap((part) =>
    'problem' in part ? [part.problem] : [],
  );
}

type Part<T> = Readonly<{ value: T }> | Readonly<{ problem: Problem }>;

/** Of a member, each of the two names is held to its own rule. */
function nameProblems(mail: string): readonly Readonly<{ problem: Problem }>[] {
  const series = folderOf(mail);
  const file = `templates/${mail}`;
  if (series === undefined) return NAME.test(mail) ? [] : [{ problem: { file, ...BAD_NAME } }];
  return [
    ...(NAME.test(series) ? [] : [{ problem: { file: `templates/${series}`, ...BAD_SERIES } }]),
    ...(MEMBER.test(path.basename(mail)) ? [] : [{ problem: { file, ...BAD_MEMBER } }]),
  ];
}

const BAD_NAME = {
  code: 'T001' as const,
  what: 'This is no name for a mail.',
  mend: 'Use small letters, digits and dashes, as in first-win. A folder that is no mail begins with _.',
};
const BAD_SERIES = {
  code: 'T001' as const,
  what: 'This is no name for a series.',
  mend: 'Use small letters, digits and dashes, as in field-notes. A folder that is no series begins with _.',
};
const BAD_MEMBER = {
  code: 'T001' as const,
  what: 'This is no name for a mail of a series.',
  mend: 'Use small letters, digits and dashes, as in 01-silence: they are drawn in the order of their names.',
};
const MENDS: Readonly<Record<string, string>> = {
  'mail.json':
    'Write { "subject": "…", "preview": "…", "from": "…" }: a subject, a preview for MJML mails, a sender of the house if it is not its usual one; "links": "bare" for links that nobody counts; "utm": { "campaign": "…" } or false.',
  'sample.json':
    'Write { "fill": { "slot": "an example" }, "person": { "trait": "an example" } }, values being texts, numbers, true or false.',
};

function bodyOf(
  folder: string,
  { mjml, text }: Readonly<{ mjml: string | undefined; text: string | undefined }>,
): Part<MailFolder['body']> {
  const own = text === undefined ? undefined : { file: `${folder}/mail.txt`, source: text };
  if (mjml !== undefined) {
    const file = `${folder}/mail.mjml`;
    return { value: { kind: 'mjml', file, source: mjml, ...(own && { text: own }) } };
  }
  if (own !== undefined) return { value: { kind: 'text', ...own } };
  const mend =
    'Write mail.mjml (sections of MJML; a mail.txt beside it is its text part) or mail.txt alone (a text from a person).';
  return { problem: { code: 'T001', file: folder, what: 'The mail has no body.', mend } };
}

function parseJson<T>(file: string, source: string | undefined, shape: z.ZodType<T>): Part<T> {
  const problem = (what: string): Part<T> => ({
    problem: { code: 'T001', file, what, mend: MENDS[path.basename(file)] ?? '' },
  });
  if (source === undefined) return problem('The file is missing.');
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return problem('This is not JSON.');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const said = parsed.error.issues.map(({ path: at, message }) => [...at, message].join(': '));
  return problem(`${said.join('; ')}.`);
}
