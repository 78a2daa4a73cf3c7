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
  /** The doctrine behind it, in one sentence. */
  why?: string;
  mend: string;
  /** Printed, and no reason to fail. */
  warning?: true;
  /** The journey may break this rule until that day. */
  waived?: Readonly<{ reason: string; until: string }>;
  /** What else is to be known, say of a waiver that has ended. */
  note?: string;
}>;

/** Whether it makes a check fail. Pure. */
export const counts = ({ warning, waived }: Finding): boolean =>
  warning === undefined && waived === undefined;
