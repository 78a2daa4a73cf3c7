import { counts, type Finding } from './finding.ts';
import { placeOf } from './print.ts';

/** Findings as a comment on a pull request: those that count first, then warnings, then what is waived. Pure. */
export function markdownOf(findings: readonly Finding[]): string {
  const groups: readonly (readonly [title: string, readonly Finding[]])[] = [
    ['Findings', findings.filter(counts)],
    ['Warnings', findings.filter(({ warning, waived }) => warning && !waived)],
    ['Waived', findings.filter(({ waived }) => waived)],
  ];
  const said = groups.filter(([, some]) => some.length > 0);
  return said.map(([title, some]) => `### ${title}\n\n${some.map(item).join('\n')}`).join('\n\n');
}

function item(finding: Finding): string {
  const { code, what, why, note, mend, waived } = finding;
  const lines = [
    what,
    ...(why === undefined ? [] : [`*Why:* ${why}`]),
    ...(note === undefined ? [] : [note]),
    waived ? `*Waived until ${waived.until}:* ${waived.reason}` : `**Mend:** ${mend}`,
  ];
  const place = placeOf(finding);
  return [`- **${code}**${place === '' ? '' : ` \`${place}\``}`, ...lines.map(nested)].join('\n');
}

const nested = (text: string): string => `  <br>${escaped(text.replaceAll('\n', ' '))}`;

/** What people wrote stays text: no markup of theirs runs in a comment. */
const escaped = (text: string): string =>
  text.replaceAll('<', '&lt;').replaceAll('|', String.raw`\|`);
