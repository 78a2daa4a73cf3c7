import type { MailCode } from '../core/check/codes.ts';

/** What is wrong in a source, before its file is named. */
export type Finding = Readonly<{
  code: MailCode;
  what: string;
  mend: string;
  /** Where it stands, if not in the file that is looked at. */
  file?: string;
  /** Told, and no reason not to send. */
  warning?: true;
}>;
/** One thing that is wrong with a project's templates: where, what, and how to mend it. */
export type Problem = Finding & Readonly<{ file: string }>;

/** Pure. */
export const isWarning = ({ warning }: Finding): boolean => warning === true;
/** Findings with the file that they are about. Pure. */
export const problemsIn = (file: string, findings: readonly Finding[]): readonly Problem[] =>
  findings.map((finding) => ({ file, ...finding }));

/** Thrown by `loadTemplates`: everything that is wrong, in one go. */
export class TemplateProblems extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(
      ({ code, file, what, mend }) => `  ${code}  ${file}: ${what}\n    ${mend}`,
    );
    super(`The templates have ${count(problems.length)}:\n${lines.join('\n')}`);
    this.name = 'TemplateProblems';
    this.problems = problems;
  }
}

const count = (n: number): string => (n === 1 ? 'a problem' : `${n} problems`);
