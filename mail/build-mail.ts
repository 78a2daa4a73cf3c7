import path from 'node:path';
import { folderOf } from '../core/series.ts';
import { designedBody, typedBody } from './mail-body.ts';
import type { SourceFile } from './include.ts';
import type { Engine } from './liquid-engine.ts';
import { dateFindings, liquidFindings } from './liquid-rules.ts';
import type { MailFolder } from './mail-folder.ts';
import { type Finding, type Problem, problemsIn } from './problems.ts';
import type { Shared } from './shared.ts';
import {
  otherSlots,
  seriesFindings,
  type Slots,
  slotFindings,
  slotsOf,
  variableFindings,
} from './slots.ts';
import { subjectFindings } from './subject.ts';

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
  shared: Shared,
  means: Means,
): Promise<Built | readonly Problem[]> {
  const about = `${path.dirname(folder.body.file)}/mail.json`;
  const body =
    folder.body.kind === 'mjml' ? designedBody(folder, shared) : typedBody(folder, shared);
  const sources = [
    { file: about, part: 'subject: ', text: folder.subject },
    { file: about, part: 'preview: ', text: folder.preview ?? '' },
    ...body.sources,
  ];
  const early = [
    ...sources.flatMap((source) => sourceProblems(source, means.engine)),
    ...problemsIn(about, headFindings(folder, means)),
    ...problemsIn(folder.body.file, body.findings),
  ];
  // A Liquid tag that is not closed cannot be masked: nothing else can be looked at.
  if (early.some(({ code }) => code === 'T050')) return early;
  const { findings, html, text } = await body.made();
  const variables = unlessBroken([folder.subject, html, text], means.engine);
  const slots = slotsOf(variables, folder.sample);
  const problems = [
    ...early,
    ...problemsIn(folder.body.file, findings),
    ...unknownProblems(variables, sources, means),
    ...(html === '' ? [] : slotProblems(folder, variables)),
    ...sources.flatMap(({ file, text: source }) => problemsIn(file, dateFindings(source, slots))),
  ];
  return problems.length > 0 ? problems : { subject: folder.subject, html, text, slots };
}

/** Told of the file that says it. */
const unknownProblems = (
  variables: readonly string[],
  sources: readonly SourceFile[],
  { traits }: Means,
): readonly Problem[] =>
  [...new Set(variables)].flatMap((variable) => {
    const says = sources.find(({ text }) => text.includes(variable)) ?? sources.at(-1);
    return problemsIn(says?.file ?? 'templates', variableFindings([variable], traits));
  });

function slotProblems(
  { mail, sample, body, language }: MailFolder,
  variables: readonly string[],
): readonly Problem[] {
  if (language !== undefined) return problemsIn(body.file, otherSlots(variables, sample));
  const ofSeries = folderOf(mail) === undefined ? [] : seriesFindings(variables);
  if (ofSeries.length > 0) return problemsIn(body.file, ofSeries);
  return problemsIn(`templates/${mail}/sample.json`, slotFindings(variables, sample));
}

function sourceProblems(
  { file, text, part = '' }: SourceFile & Readonly<{ part?: string }>,
  engine: Engine,
): readonly Problem[] {
  try {
    engine.parse(text);
    return problemsIn(file, liquidFindings(text)).map((problem) => ({
      ...problem,
      what: part + problem.what,
    }));
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const mend = 'Close every {{ … }} and {% … %}, and use the filters of liquidjs.com.';
    return [{ code: 'T050', file, what: `Liquid: ${part}${said}.`, mend }];
  }
}

function headFindings(
  { subject, preview, from, body }: MailFolder,
  { senders }: Means,
): readonly Finding[] {
  const findings: Finding[] = [...subjectFindings(subject)];
  if (body.kind === 'mjml' && (preview ?? '').trim() === '') {
    const mend = 'Add "preview": the line that lists of mails show after the subject.';
    findings.push({ code: 'T032', what: 'The mail has no preview.', mend });
  }
  if (from !== undefined && senders !== undefined && !senders.includes(from)) {
    const mend = `The house has ${senders.join(', ')}.`;
    findings.push({ code: 'T060', what: `The house has no sender "${from}".`, mend });
  }
  return findings;
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
