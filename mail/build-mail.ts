import path from 'node:path';
import { folderOf } from '../core/series.ts';
import { compileMjml } from './compile-mjml.ts';
import { linkFindings, textLinkFindings } from './links-in-mail.ts';
import type { Engine } from './liquid-engine.ts';
import { type Finding, dateFindings, liquidFindings } from './liquid-rules.ts';
import { mask } from './liquid-tags.ts';
import type { Layouts, MailFolder } from './mail-folder.ts';
import { mjmlSourceFindings } from './mjml-source.ts';
import { personHtml, personText, takesContent } from './person-mail.ts';
import { plainTextOf } from './plain-text.ts';
import type { Problem } from './problems.ts';
import {
  otherSlots,
  seriesFindings,
  type Slots,
  slotFindings,
  slotsOf,
  variableFindings,
} from './slots.ts';

/** The three Liquid sources of a mail, and what they expect. */
export type Built = Readonly<{ subject: string; html: string; text: string; slots: Slots }>;

type Means = Readonly<{
  engine: Engine;
  traits?: readonly string[];
  senders?: readonly string[];
}>;

/** Makes one mail's Liquid sources of its folder, or tells everything that is wrong with it. */
export async function buildMail(
  folder: MailFolder,
  layouts: Layouts,
  means: Means,
): Promise<Built | readonly Problem[]> {
  const about = `${path.dirname(folder.body.file)}/mail.json`;
  const sources: readonly Source[] = [
    [about, 'subject', folder.subject],
    [about, 'preview', folder.preview ?? ''],
    [folder.body.file, undefined, folder.body.source],
    ...ownTextOf(folder),
  ];
  const early = [
    ...sources.flatMap(([file, part, source]) => sourceProblems(file, part, { source, ...means })),
    ...headFindings(folder, means).map((finding) => ({ file: about, ...finding })),
  ];
  // A Liquid tag that is not closed cannot be masked: nothing else can be looked at.
  if (early.some(({ what }) => what.startsWith('Liquid:'))) return early;
  const { findings, html, text } = await bodyOf(folder, layouts);
  const variables = unlessBroken([folder.subject, html, text], means.engine);
  const late = [
    ...findings.map((finding) => ({ file: folder.body.file, ...finding })),
    ...variableFindings(variables, means.traits).map((each) => ({
      file: folder.body.file,
      ...each,
    })),
    ...(html === '' ? [] : slotProblems(folder, variables)),
  ];
  const slots = slotsOf(variables, folder.sample);
  const dates = sources.flatMap(([file, , source]) =>
    dateFindings(source, slots).map((finding) => ({ file, ...finding })),
  );
  const problems = [...early, ...late, ...dates];
  return problems.length > 0 ? problems : { subject: folder.subject, html, text, slots };
}

const ownTextOf = ({ body }: MailFolder): readonly Source[] =>
  body.text === undefined ? [] : [[body.text.file, undefined, body.text.source]];

function slotProblems(
  { mail, sample, body, language }: MailFolder,
  variables: readonly string[],
): readonly Problem[] {
  if (language !== undefined) {
    return otherSlots(variables, sample).map((finding) => ({ file: body.file, ...finding }));
  }
  const ofSeries = folderOf(mail) === undefined ? [] : seriesFindings(variables);
  if (ofSeries.length > 0) return ofSeries.map((finding) => ({ file: body.file, ...finding }));
  const file = `templates/${mail}/sample.json`;
  return slotFindings(variables, sample).map((finding) => ({ file, ...finding }));
}

type Source = readonly [file: string, part: string | undefined, source: string];

function sourceProblems(
  file: string,
  part: string | undefined,
  { source, engine }: Readonly<{ source: string; engine: Engine }>,
): readonly Problem[] {
  const where = part === undefined ? '' : `${part}: `;
  try {
    engine.parse(source);
    return liquidFindings(source).map(({ what, mend }) => ({ file, what: where + what, mend }));
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const mend = 'Close every {{ … }} and {% … %}, and use the filters of liquidjs.com.';
    return [{ file, what: `Liquid: ${where}${said}.`, mend }];
  }
}

function headFindings(
  { subject, preview, from, body }: MailFolder,
  { senders }: Means,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (/[\r\n]/.test(subject)) {
    const mend = 'Write it on one line: a second line would be a second header.';
    findings.push({ what: 'The subject has a line break.', mend });
  }
  if (subject.trim() === '') {
    findings.push({ what: 'The subject is empty.', mend: 'Say what the mail is about.' });
  }
  if (body.kind === 'mjml' && preview === undefined) {
    const mend = 'Add "preview": the line that lists of mails show after the subject.';
    findings.push({ what: 'The mail has no preview.', mend });
  }
  if (from !== undefined && senders !== undefined && !senders.includes(from)) {
    const mend = `The house has ${senders.join(', ')}.`;
    findings.push({ what: `The house has no sender "${from}".`, mend });
  }
  return findings;
}

type Body = Readonly<{ findings: readonly Finding[]; html: string; text: string }>;

function bodyOf(folder: MailFolder, layouts: Layouts): Promise<Body> | Body {
  return folder.body.kind === 'mjml' ? mjmlBody(folder, layouts) : textBody(folder, layouts.text);
}

async function mjmlBody(folder: MailFolder, layouts: Layouts): Promise<Body> {
  const { source } = folder.body;
  const early = mjmlSourceFindings(source);
  if (early.length > 0) return { findings: early, html: '', text: '' };
  const { subject, preview = '' } = folder;
  const { html, findings } = await compileMjml(layouts.mjml, { source, subject, preview });
  if (html === '') return { findings, html, text: '' };
  const all = [...findings, ...linkFindings(html), ...wordFindings(source)];
  if (folder.body.text === undefined) return { findings: all, html, text: plainTextOf(html) };
  const own = ownText(layouts.text, folder.body.text.source);
  return { findings: [...all, ...own.findings], html, text: own.text };
}

function textBody(folder: MailFolder, layout: string): Body {
  const { findings, text } = ownText(layout, folder.body.source);
  if (text === '') return { findings, html: '', text };
  const { subject, language = 'en' } = folder;
  return { findings, html: personHtml(text, { subject, language }), text };
}

/** A text as it was written, over what the law wants under it. */
function ownText(layout: string, source: string): Omit<Body, 'html'> {
  if (!takesContent(layout)) {
    const mend =
      'The layout of texts has [[content]], then a line "-- ", then {{ postal }} and {{ unsubscribe }}.';
    const what = 'templates/_layout.txt does not say [[content]] once.';
    return { findings: [{ what, mend }], text: '' };
  }
  const text = personText(layout, source);
  return { findings: [...textLinkFindings(text), ...wordFindings(source)], text };
}

function wordFindings(source: string): readonly Finding[] {
  const words = mask(source).text.replaceAll(/<[^>]*>/g, '');
  if (words.trim() !== '') return [];
  const mend = 'Write some: pictures are not shown to everybody, and the text part would be empty.';
  return [{ what: 'The mail has no words.', mend }];
}

/** The variables of all sources; none where Liquid cannot read one, which is told elsewhere. */
const unlessBroken = (sources: readonly string[], engine: Engine): readonly string[] =>
  sources.flatMap((source) => {
    try {
      return engine.variables(source);
    } catch {
      return [];
    }
  });
