import type { Log } from './log.ts';

/** Tells of errors without filling the log: the first of each kind, then one line when all is well again. */
export type ErrorLog = Readonly<{
  failed: (error: unknown) => void;
  /** Work was done: whatever was wrong is over. */
  worked: () => void;
}>;

/** `name` is the loop's. What is logged holds no values of rows: see `describeError`. */
export function createErrorLog(name: string, log: Log): ErrorLog {
  const seen = new Map<string, number>();
  return {
    failed: (error) => {
      const kind = kindOf(error);
      const count = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, count);
      if (count === 1)
        log.warn({ loop: name, ...describeError(error) }, `${name}: failed, trying again`);
    },
    worked: () => {
      if (seen.size === 0) return;
      log.info({ loop: name, errors: Object.fromEntries(seen) }, `${name}: goes on`);
      seen.clear();
    },
  };
}

/** Kind, code and words of an error; PostgreSQL's words on bad data (class 22) quote it, so they are left out. */
export function describeError(error: unknown): Readonly<{ error: string; say?: string }> {
  if (!(error instanceof Error)) return { error: typeof error };
  const quotesData = codeOf(error)?.startsWith('22') === true;
  return { error: kindOf(error), ...(quotesData ? {} : { say: error.message.slice(0, 300) }) };
}

/** The code of an error or of its cause, as text: PostgreSQL's, Node's or gRPC's. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  return codeOf(error.cause);
}

function kindOf(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const code = codeOf(error);
  return code === undefined ? name : `${name} ${code}`;
}
