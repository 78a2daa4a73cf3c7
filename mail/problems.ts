/** One thing that is wrong with a project's templates: where, what, and how to mend it. */
export type Problem = Readonly<{ file: string; what: string; mend: string }>;

/** Thrown by `loadTemplates`: everything that is wrong, in one go. */
export class TemplateProblems extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ file, what, mend }) => `  ${file}: ${what}\n    ${mend}`);
    super(`The templates have ${count(problems.length)}:\n${lines.join('\n')}`);
    this.name = 'TemplateProblems';
    this.problems = problems;
  }
}

const count = (n: number): string => (n === 1 ? 'a problem' : `${n} problems`);
