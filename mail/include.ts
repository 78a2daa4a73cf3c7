import path from 'node:path';
import { nearest } from '../core/nearest.ts';
import type { Parts } from './parts.ts';
import type { Piece } from './pieces.ts';
import type { Finding } from './problems.ts';

/** One file of templates/. */
export type SourceFile = Readonly<{ file: string; text: string }>;
/** A file with its parts in it. */
export type Included = Readonly<{
  pieces: readonly Piece[];
  /** Itself and each part in it, once. */
  sources: readonly SourceFile[];
  findings: readonly Finding[];
}>;

/** What stands in a comment is not included. */
const INCLUDE =
  /<!--[\s\S]*?-->|<mj-include\b((?:"[^"]*"|'[^']*'|[^'">])*)>(?:\s*<\/mj-include\s*>)?/gi;

/**
 * Puts parts where `<mj-include path="../_parts/button.mjml" />` stands, as MJML would: the path goes from the file that says it, and must
 * lead to a part. MJML itself includes nothing here, for what it cannot include it leaves out without a word. Pure; whatever is
 * not there, leads elsewhere or includes itself is a finding.
 */
export function includeParts(
  { file, text }: SourceFile,
  parts: Parts,
  above: readonly string[] = [],
): Included {
  const made: Making = { pieces: [], sources: [{ file, text }], findings: [] };
  let from = 0;
  const piece = (to: number): void => {
    made.pieces.push({ file, line: lineAt(text, from), text: text.slice(from, to) });
  };
  for (const { 0: tag, 1: attributes, index } of text.matchAll(INCLUDE)) {
    if (attributes === undefined) continue;
    piece(index);
    from = index + tag.length;
    const part = partOf(attributes, { file, parts, above: [...above, file] });
    if ('mend' in part) made.findings.push(atLine(part, lineAt(text, index), file));
    else add(made, includeParts(part, parts, [...above, file]));
  }
  piece(text.length);
  return { ...made, sources: [...new Map(made.sources.map((one) => [one.file, one])).values()] };
}

type Making = Readonly<{ pieces: Piece[]; sources: SourceFile[]; findings: Finding[] }>;

function add(to: Making, { pieces, sources, findings }: Included): void {
  to.pieces.push(...pieces);
  to.sources.push(...sources);
  to.findings.push(...findings);
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
const atLine = ({ what, mend }: Wrong, line: number, file: string): Finding => ({
  code: 'T004',
  what: `line ${line}: ${what}`,
  mend,
  file,
});

type Wrong = Readonly<{ what: string; mend: string }>;
type Within = Readonly<{ file: string; parts: Parts; above: readonly string[] }>;

function partOf(attributes: string, { file, parts, above }: Within): SourceFile | Wrong {
  const said = /^\s+path\s*=\s*(?:"([^"]*)"|'([^']*)')\s*\/?\s*$/.exec(attributes);
  const asked = said?.[1] ?? said?.[2];
  if (asked === undefined) {
    const what = '<mj-include> says something other than a path.';
    return { what, mend: `Write <mj-include path="${pathTo(file, 'NAME')}" /> and nothing more.` };
  }
  const found = path.posix.join(path.posix.dirname(file), asked);
  if (above.includes(found))
    return { what: `${found} includes itself.`, mend: 'Take one of the includes out.' };
  const text = parts.get(found);
  if (text !== undefined) return { file: found, text };
  return { what: `"${asked}" leads to no part.`, mend: whichOf(file, { found, parts }) };
}

function whichOf(
  file: string,
  { found, parts }: Readonly<{ found: string; parts: Parts }>,
): string {
  const names = [...parts.keys()].map(nameOf);
  const near = nearest(nameOf(found), names);
  const there = names.length === 0 ? 'There is none yet.' : `There is ${names.join(', ')}.`;
  const meant = near === undefined ? there : `Did you mean "${pathTo(file, near)}"?`;
  return `Parts stand in templates/_parts/, and are named from the file that includes them: "${pathTo(file, 'NAME')}". ${meant}`;
}

const ROOT = 'templates/_parts';
const nameOf = (file: string): string =>
  path.posix.relative(ROOT, file.replace(/\.mjml$/, '')).replaceAll('../', '');

/** From one file to a part, as the file would write it. */
function pathTo(file: string, name: string): string {
  const way = path.posix.relative(path.posix.dirname(file), `${ROOT}/${name}.mjml`);
  return way.startsWith('.') ? way : `./${way}`;
}
