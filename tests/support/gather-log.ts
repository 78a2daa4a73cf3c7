export type GatheredLine = Readonly<{ level: 'info' | 'warn'; facts: object; say: string }>;

/** A log that keeps its lines for the test to look at. */
export function gatherLog() {
  const lines: GatheredLine[] = [];
  const write = (level: GatheredLine['level']) => (facts: object, say: string) => {
    lines.push({ level, facts, say });
  };
  return { lines, info: write('info'), warn: write('warn') };
}
