import type { Code } from './codes.ts';

/** One thing that is wrong, said so that whoever wrote it can mend it. */
export type Finding = Readonly<{
  code: Code;
  /** In the project folder; absent where nothing was read from a file. */
  file?: string;
  journey?: string;
  /** 'nurture › wants-it › extend-your-trial › fill'; empty: the whole. */
  path: string;
  what: string;
  mend: string;
}>;
