/** How a verb speaks. With --json there is one JSON value on stdout and nothing else. */
export type Output = Readonly<{
  json: boolean;
  /** A terminal, with somebody before it. */
  live: boolean;
  /** A line on stdout, for people. */
  line: (text: string) => void;
  /** A line on stderr, for people: it is in nobody's way. */
  aside: (text: string) => void;
  /** The result: as JSON, or as `people` want it. */
  result: (value: unknown, people: () => readonly string[]) => void;
}>;

export function createOutput(json: boolean): Output {
  const line = (text: string): void => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  return {
    json,
    live: !json && process.stderr.isTTY,
    line,
    aside: (text) => void process.stderr.write(`${text}\n`),
    result(value, people) {
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
      else for (const text of people()) line(text);
    },
  };
}

/** Cells in columns as wide as their widest. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** 9240 → '9,240' */
export const grouped = (count: number): string => count.toLocaleString('en-US');
