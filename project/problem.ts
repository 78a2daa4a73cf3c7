import type { Finding } from '../core/check/finding.ts';
import { printFindings } from '../core/check/print.ts';

/** Something wrong with one file of a project. */
export type Problem = Finding & Readonly<{ file: string }>;

/** The house cannot be read: nothing can go on without it. The message lists all that is wrong. */
export class HouseError extends Error {
  override readonly name = 'HouseError';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`The house cannot be read.\n\n${printFindings(problems)}`);
    this.problems = problems;
  }
}
