import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { guarded } from '../api/imports/formula-guard.ts';

/** Rows that were refused, as a CSV to mend and send again. The file is made with the first of them. */
export type RefusedFile = Readonly<{
  path: string;
  columns: (names: readonly string[]) => void;
  row: (because: string, cells: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
}>;

const BECAUSE = 'refused_because';
/** Spreadsheets take a CSV without it for something else than UTF-8. */
const BOM = '\uFEFF';

/** `people.csv` → `people.refused.csv`. The reason stands first: a row with too many cells keeps its place. */
export function createRefusedFile(file: string): RefusedFile {
  const path = file.replace(/(\.csv)?$/i, '.refused.csv');
  let names: readonly string[] = [];
  let before = -1;
  let stream: WriteStream | undefined;
  const write = async (cells: readonly string[]): Promise<void> => {
    if (stream?.write(csvLine(cells)) === false) await once(stream, 'drain');
  };
  return {
    path,
    columns(given) {
      before = given.indexOf(BECAUSE); // of a file that was refused before
      names = given;
    },
    async row(because, cells) {
      if (stream === undefined) {
        stream = createWriteStream(path);
        stream.write(BOM);
        await write([BECAUSE, ...without(names, before)]);
      }
      await write([because, ...without(cells, before)]);
    },
    async close() {
      if (stream === undefined) return;
      stream.end();
      await finished(stream);
    },
  };
}

const without = (cells: readonly string[], index: number): readonly string[] =>
  index < 0 ? cells : cells.filter((_, at) => at !== index);

const csvLine = (cells: readonly string[]): string => `${cells.map(cellText).join(',')}\r\n`;

function cellText(cell: string): string {
  const text = guarded(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
