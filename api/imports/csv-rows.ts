import { parse, type CsvError, type Options } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { pipeline } from 'node:stream';
import { Problem } from '../http/problem.ts';

/** One row with the line on which it begins; `broken` says why its cells cannot be trusted. */
export type CsvRow = Readonly<{ line: number; cells: readonly string[]; broken?: string }>;
type Parsed = Readonly<{ record: readonly string[]; raw: string }>;

/** Far above any honest row: so much is kept while looking for the end of one. */
const longestRow = 1_000_000;

/**
 * The rows of a CSV stream, the header among them, each with its line. Where quotes do not pair up, every line that
 * they swallowed comes out as a broken row, so that none is lost.
 * @throws Problem `open-quote` when a row has no end.
 */
export async function* csvRows(
  source: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<CsvRow> {
  const regular = regularRow(delimiter);
  let line = 1;
  let open: string | undefined;
  const parser = parse({
    ...options(delimiter),
    on_skip: (error: CsvError | undefined, raw: string | undefined) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw noEnd(error, raw);
      open = raw;
    },
  });
  pipeline(source, parser, () => {}); // what goes wrong is thrown by the loop
  for await (const { raw, record } of parser as AsyncIterable<Parsed>) {
    const body = raw.replace(/^[\r\n]+/, '');
    const begins = line + lineEnds(raw) - lineEnds(body);
    line += lineEnds(raw);
    const text = body.replace(/[\r\n]+$/, '');
    if (!text.includes('"') || regular.test(text)) yield { line: begins, cells: record };
    else yield* brokenRows(text, begins, delimiter);
  }
  if (open !== undefined) yield* brokenRows(open, line, delimiter);
}

const options = (delimiter: string): Options => ({
  bom: true,
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true, // 5" is a cell like any other; what is really irregular is found below
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  max_record_size: longestRow,
  raw: true,
});

/** Cells as RFC 4180 has them; only a quote inside an unquoted cell is let through. */
function regularRow(delimiter: string): RegExp {
  const d = RegExp.escape(delimiter);
  const cell = `(?:"[^"]*(?:""[^"]*)*"|(?!")[^${d}\\r\\n]*)`;
  return new RegExp(`^${cell}(?:${d}${cell})*$`);
}

function* brokenRows(text: string, first: number, delimiter: string): Generator<CsvRow> {
  const lines = text.split(/\r\n|\n|\r/);
  const from = lines.length > 1 ? ` from line ${first} to ${first + lines.length - 1}` : '';
  const broken = `its quotes do not pair up${from}: a quote inside a quoted cell must be doubled ("")`;
  for (const [index, raw] of lines.entries())
    if (raw !== '') yield { line: first + index, cells: cellsOf(raw, delimiter), broken };
}

/** As good as it gets, for whoever is to mend it. */
function cellsOf(raw: string, delimiter: string): readonly string[] {
  const { raw: _, skip_records_with_error: __, ...relaxed } = options(delimiter);
  try {
    const rows = parseText(raw, relaxed) as readonly (readonly string[])[];
    return rows[0] ?? [raw];
  } catch {
    return raw.split(delimiter);
  }
}

const lineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** The parser is ahead of whoever takes its rows, so it is asked where it stands. */
const noEnd = (error: CsvError, raw = ''): Problem =>
  new Problem(
    'open-quote',
    `The row that begins on line ${Number(error['lines']) - (raw.match(/[\r\n]/g)?.length ?? 0)} has no end: a quote is opened there and not closed within 1 MB. Mend it and send the file again; rows that came already change nothing.`,
  );
