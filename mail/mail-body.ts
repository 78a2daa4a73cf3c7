import { compileMjml } from './compile-mjml.ts';
import { includeParts, type SourceFile } from './include.ts';
import { linkFindings, textLinkFindings } from './links-in-mail.ts';
import { mask } from './liquid-tags.ts';
import type { MailFolder } from './mail-folder.ts';
import { mjmlPartFindings, mjmlSourceFindings } from './mjml-source.ts';
import { personHtml, personText, takesContent } from './person-mail.ts';
import { textOf } from './pieces.ts';
import { plainTextOf } from './plain-text.ts';
import { type Finding, problemsIn } from './problems.ts';
import type { Shared } from './shared.ts';

/** The body of a mail, in its layout: which files make it, and what it becomes. */
export type MailBody = Readonly<{
  sources: readonly SourceFile[];
  findings: readonly Finding[];
  /** To be asked for once Liquid can read all the sources. */
  made(): Promise<Made>;
}>;
type Made = Readonly<{ findings: readonly Finding[]; html: string; text: string }>;

const NOTHING = { html: '', text: '' };

/** Sections of MJML with the parts in them. */
export function designedBody(folder: MailFolder, { layouts, parts }: Shared): MailBody {
  const { file, source: text, text: own } = folder.body;
  const body = includeParts({ file, text }, parts);
  const [, ...included] = body.sources;
  const frame = [...included, ...layouts.mjml.sources];
  const words = own === undefined ? [] : [{ file: own.file, text: own.source }, layouts.text];
  const missing = [...body.findings, ...layouts.mjml.findings];
  return {
    sources: [{ file, text }, ...words, ...frame],
    findings: missing,
    async made() {
      const early = [
        ...mjmlSourceFindings(text),
        ...frame.flatMap((one) => problemsIn(one.file, mjmlPartFindings(one.text))),
      ];
      if ([...early, ...missing].length > 0) return { ...NOTHING, findings: early };
      const { subject, preview = '' } = folder;
      const head = { body: body.pieces, subject, preview };
      const { html, findings } = await compileMjml(layouts.mjml.pieces, head);
      if (html === '') return { ...NOTHING, findings };
      const links = linkFindings(html, [{ file, text }, ...frame]);
      const all = [...findings, ...links, ...wordFindings(textOf(body.pieces))];
      if (own === undefined) return { findings: all, html, text: plainTextOf(html) };
      const typed = ownText(layouts.text, { file: own.file, text: own.source });
      return { findings: [...all, ...typed.findings], html, text: typed.text };
    },
  };
}

/** The text of a person. */
export function typedBody(folder: MailFolder, { layouts }: Shared): MailBody {
  const { file, source: text } = folder.body;
  return {
    sources: [{ file, text }, layouts.text],
    findings: [],
    made() {
      const typed = ownText(layouts.text, { file, text });
      if (typed.text === '') return Promise.resolve({ ...NOTHING, ...typed });
      const { subject, language = 'en' } = folder;
      return Promise.resolve({ ...typed, html: personHtml(typed.text, { subject, language }) });
    },
  };
}

/** A text as it was written, over what the law wants under it. */
function ownText(layout: SourceFile, { file, text: source }: SourceFile): Omit<Made, 'html'> {
  if (!takesContent(layout.text)) {
    const mend =
      'The layout of texts has [[content]], then a line "-- ", then {{ postal }} and {{ unsubscribe }}.';
    const what = layout.text === '' ? 'The file is missing.' : 'It does not say [[content]] once.';
    return { findings: [{ code: 'T003', file: layout.file, what, mend }], text: '' };
  }
  const text = personText(layout.text, source);
  const findings = [...textLinkFindings(text), ...wordFindings(source)];
  return { findings: problemsIn(file, findings), text };
}

function wordFindings(source: string): readonly Finding[] {
  const words = mask(source).text.replaceAll(/<[^>]*>/g, '');
  if (words.trim() !== '') return [];
  const mend = 'Write some: pictures are not shown to everybody, and the text part would be empty.';
  return [{ code: 'T033', what: 'The mail has no words.', mend }];
}
