/** What a person at the terminal is told instead of a stack: what is wrong, and how to mend it. */
export class Mishap extends Error {
  override readonly name = 'Mishap';
  /** 1: it failed, or there are findings; 2: it was called wrongly. */
  readonly exit: 1 | 2;

  constructor(message: string, exit: 1 | 2 = 1) {
    super(message);
    this.exit = exit;
  }
}

/** Of an error from elsewhere. */
export const saidBy = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Its system code, if it has one: ENOENT, ECONNREFUSED, … */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
