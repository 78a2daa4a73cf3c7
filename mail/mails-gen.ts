import { seriesOf } from '../core/series.ts';
import type { Template, Templates } from './template.ts';

const HEAD =
  '// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.';

/** The text of templates/mails.gen.ts: what journeys may send and draw from, and what each mail must be filled with. Sorted, as oxfmt would have it. */
export function mailsGen(templates: Templates): string {
  const mails = [...templates.values()].toSorted((a, b) => (a.mail < b.mail ? -1 : 1));
  const lines = mails.map((template) => `  ${nameOf(template.mail)}: ${slotsText(template)};`);
  const body = lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`;
  return `${HEAD}\nexport interface Mails ${body}\n${seriesText([...seriesOf(templates).keys()])}\n`;
}

function seriesText(folders: readonly string[]): string {
  const names = folders.map((folder) => `'${folder}'`);
  const line = `export type Series = ${names.join(' | ') || 'never'};`;
  if (line.length <= 100) return line;
  return `export type Series =\n${names.map((name) => `  | ${name}`).join('\n')};`;
}

function slotsText({ mail, slots }: Template): string {
  const pairs = Object.entries(slots)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([slot, type]) => `${slot}: ${type}`);
  if (pairs.length === 0) return '{}';
  const line = `{ ${pairs.join('; ')} }`;
  // Two before the name, two between, one after: oxfmt breaks what is longer than 100.
  const fits = nameOf(mail).length + line.length + 5 <= 100;
  return fits ? line : `{\n${pairs.map((pair) => `    ${pair};`).join('\n')}\n  }`;
}

/** Quoted only where TypeScript needs it, as oxfmt does. */
const nameOf = (mail: string): string => (/[-/]/.test(mail) ? `'${mail}'` : mail);
