/** What the loops write to; pino's logger is one. */
export type Log = Readonly<{
  info: (facts: object, say: string) => void;
  warn: (facts: object, say: string) => void;
}>;
