/** What came of looking at properties or traits that somebody sent. */
export type Checked =
  /** As given: JSON, not what the schema makes of it. */
  | Readonly<{ ok: true; props: Readonly<Record<string, unknown>> }>
  | Readonly<{ ok: false; path: string; what: string }>;

export const wrong = (path: string, what: string): Checked => ({ ok: false, path, what });
