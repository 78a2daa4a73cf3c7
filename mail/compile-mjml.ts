import mjml2html from 'mjml';
import { escapeHtml } from './escape-html.ts';
import { mask, tagCounts } from './liquid-tags.ts';
import type { Finding } from './liquid-rules.ts';

/** Sections and what the document's head says of them, to be put into the layout. */
export type Sections = Readonly<{ source: string; subject: string; preview: string }>;
export type Compiled = Readonly<{ html: string; findings: readonly Finding[] }>;

const CONTENT = '[[content]]';

/** Puts sections into the layout and compiles them, strictly. Liquid tags come through as they are, or that is a finding. */
export async function compileMjml(layout: string, sections: Sections): Promise<Compiled> {
  const missing = layoutFindings(layout);
  if (missing.length > 0) return { html: '', findings: missing };
  const source = layout
    .replace('[[subject]]', () => escapedAround(sections.subject))
    .replace('[[preview]]', () => escapedAround(sections.preview))
    .replace(CONTENT, () => sections.source);
  const above = layout.slice(0, layout.indexOf(CONTENT)).split('\n').length - 1;
  try {
    const { html, errors } = await mjml2html(source, { validationLevel: 'strict', fonts: {} });
    return {
      html,
      findings: [...errors.map((error) => errorFinding(error, above)), ...lostTags(source, html)],
    };
  } catch (error) {
    return { html: '', findings: errorsOf(error).map((each) => errorFinding(each, above)) };
  }
}

function layoutFindings(layout: string): readonly Finding[] {
  return ['[[subject]]', '[[preview]]', CONTENT]
    .filter((mark) => layout.split(mark).length !== 2)
    .map((mark) => ({
      what: `templates/_layout.mjml does not say ${mark} once.`,
      mend: 'The layout is a whole <mjml> document with [[subject]], [[preview]] and [[content]] where they go.',
    }));
}

type MjmlError = Readonly<{ line: number; message: string; tagName: string }>;

const errorFinding = ({ line, message, tagName }: MjmlError, above: number): Finding => ({
  what: `line ${line - above}: <${tagName}>: ${message}.`,
  mend: 'See documentation.mjml.io for what this element takes and where it may stand.',
});

/** MJML throws one error that carries its findings, or one that is about the whole document. */
function errorsOf(error: unknown): readonly MjmlError[] {
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors)) {
    return error.errors.filter(isMjmlError);
  }
  const message = error instanceof Error ? error.message : String(error);
  return [{ line: 0, message, tagName: 'mjml' }];
}

const isMjmlError = (value: unknown): value is MjmlError =>
  typeof value === 'object' && value !== null && 'line' in value && 'message' in value;

/** A condition between two sections is dropped without a word; an attribute may change a tag. */
function lostTags(source: string, html: string): readonly Finding[] {
  const after = tagCounts(html);
  const before = tagCounts(source);
  const lost = [...before].filter(([text, count]) => (after.get(text) ?? 0) < count);
  const made = [...after.keys()].filter((text) => !before.has(text));
  return [
    ...lost.map(([text]) => ({
      what: `MJML drops ${text} where it stands.`,
      mend: 'Move it inside <mj-text>, or put it in <mj-raw> of its own between sections.',
    })),
    ...made.map((text) => ({
      what: `MJML makes ${text} of a tag.`,
      mend: 'Use single quotes within Liquid tags, and keep < and > out of those in attributes.',
    })),
  ];
}

/** Text for an element of the head: escaped, but for its Liquid tags. */
function escapedAround(text: string): string {
  const masked = mask(text);
  return masked.unmask(escapeHtml(masked.text));
}
