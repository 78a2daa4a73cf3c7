import type { Finding } from './finding.ts';

/** Findings as a person reads them: code and place, then what is wrong and how to mend it. Pure. */
export const printFindings = (findings: readonly Finding[]): string =>
  findings.map(printFinding).join('\n\n');

function printFinding({ code, what, mend, ...where }: Finding): string {
  const place = [where.file, where.journey, where.path].filter(
    (part) => part !== undefined && part !== '',
  );
  return `${code}  ${place.join(' · ')}\n      ${indent(what)}\n      → ${indent(mend)}`;
}

const indent = (text: string): string => text.replaceAll('\n', '\n        ');
