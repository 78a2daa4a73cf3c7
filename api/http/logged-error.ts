/** As much of an error as a log may hold: where it came from, and words without the data that PostgreSQL quotes. */
export function loggedError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const quotesData = code !== undefined && /^2[23]/.test(code);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    error: error.name,
    ...(code !== undefined && { code }),
    ...(quotesData ? {} : { say: error.message.slice(0, 300) }),
    stack: frames.join('\n'),
  };
}
