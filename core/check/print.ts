import type { Finding } from './finding.ts';

/** Findings as a person reads them: code and place, then what is wrong, why, and how to mend it. Pure. */
export const printFindings = (findings: readonly Finding[]): string =>
  findings.map(printFinding).join('\n\n');

function printFinding(finding: Finding): string {
  const { code, what, why, note, mend, waived } = finding;
  const kind = finding.warning ? '  (a warning)' : '';
  const lines = [
    what,
    ...(why === undefined ? [] : [`Why: ${why}`]),
    ...(note === undefined ? [] : [note]),
    waived ? `Waived until ${waived.until}: ${waived.reason}` : `→ ${mend}`,
  ];
  return [
    `${code}  ${placeOf(finding)}${kind}`,
    ...lines.map((line) => `      ${indent(line)}`),
  ].join('\n');
}

/** 'journeys/trial.ts · trial · nurture › wants-it'. Pure. */
export const placeOf = ({ file, journey, path }: Finding): string =>
  [file, journey, path].filter((part) => part !== undefined && part !== '').join(' · ');

const indent = (text: string): string => text.replaceAll('\n', '\n        ');
