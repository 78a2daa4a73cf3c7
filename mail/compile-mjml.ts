import mjml2html from 'mjml';
import { escapeHtml } from './escape-html.ts';
import { mask, tagCounts } from './liquid-tags.ts';
import { cutAt, type Piece, placeOf, textOf } from './pieces.ts';
import type { Finding } from './problems.ts';

/** Sections and what the document's head says of them, to be put into the layout. */
export type Sections = Readonly<{ body: readonly Piece[]; subject: string; preview: string }>;
export type Compiled = Readonly<{ html: string; findings: readonly Finding[] }>;

const CONTENT = '[[content]]';

/** Puts sections into the layout and compiles them, strictly. Liquid tags come through as they are, or that is a finding. */
export async function compileMjml(layout: readonly Piece[], sections: Sections): Promise<Compiled> {
  const missing = layoutFindings(layout);
  if (missing.length > 0) return { html: '', findings: missing };
  const document = layout.flatMap((piece) => filledWith(piece, sections));
  const source = textOf(document);
  try {
    const { html, errors } = await mjml2html(source, { validationLevel: 'strict', fonts: {} });
    const findings = errors.map((error) => errorFinding(error, document));
    return { html, findings: [...findings, ...lostTags(source, html)] };
  } catch (error) {
    return { html: '', findings: errorsOf(error).map((each) => errorFinding(each, document)) };
  }
}

function layoutFindings(layout: readonly Piece[]): readonly Finding[] {
  const file = layout[0]?.file ?? 'templates/_layout.mjml';
  const text = textOf(layout);
  const mend =
    'The layout is a whole <mjml> document with [[subject]], [[preview]] and [[content]] where they go.';
  if (text === '') return [{ code: 'T003', file, what: 'The file is missing.', mend }];
  return ['[[subject]]', '[[preview]]', CONTENT]
    .filter((mark) => text.split(mark).length !== 2)
    .map((mark) => ({ code: 'T003', file, what: `The layout does not say ${mark} once.`, mend }));
}

function filledWith(piece: Piece, sections: Sections): readonly Piece[] {
  const cut = cutAt(piece, CONTENT);
  if (cut === undefined) return [headed(piece, sections)];
  const [before, after] = cut;
  return [headed(before, sections), ...sections.body, headed(after, sections)];
}

const headed = (piece: Piece, { subject, preview }: Sections): Piece => ({
  ...piece,
  text: piece.text
    .replace('[[subject]]', () => escapedAround(subject))
    .replace('[[preview]]', () => escapedAround(preview)),
});

type MjmlError = Readonly<{ line: number; message: string; tagName: string }>;

function errorFinding({ line, message, tagName }: MjmlError, document: readonly Piece[]): Finding {
  const place = placeOf(document, line, `<${tagName}`);
  return {
    code: 'T010',
    what: `${place === undefined ? '' : `line ${place.line}: `}<${tagName}>: ${message}.`,
    mend: 'See documentation.mjml.io for what this element takes and where it may stand.',
    ...(place !== undefined && { file: place.file }),
  };
}

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
      code: 'T012' as const,
      what: `MJML drops ${text} where it stands.`,
      mend: 'Move it inside <mj-text>, or put it in <mj-raw> of its own between sections.',
    })),
    ...made.map((text) => ({
      code: 'T012' as const,
      what: `MJML makes ${text} of a tag.`,
      mend: 'Use single quotes within Liquid tags, and keep < and > out of those in attributes.',
    })),
  ];
}

/** Text for one line of the head: escaped, but for its Liquid tags. */
function escapedAround(text: string): string {
  const masked = mask(text.replaceAll('\n', ' '));
  return masked.unmask(escapeHtml(masked.text));
}
