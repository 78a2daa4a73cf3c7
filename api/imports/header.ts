import { nearest } from '../../core/nearest.ts';
import { Problem } from '../http/problem.ts';

/** What the first row of a file says: where each column stands, and what is wrong with a row that does not fit. */
export type Header = Readonly<{
  columns: readonly string[];
  indexOf: (column: string) => number;
  misfit: (cells: readonly string[]) => string | undefined;
}>;

/**
 * @throws Problem `missing-column` with the nearest there is, when the map names a column that the file lacks or has
 *   twice; `no-header` when there is nothing.
 */
export function readHeader(
  cells: readonly string[] | undefined,
  needed: readonly string[],
): Header {
  const columns = cells?.map((cell) => cell.trim()) ?? [];
  if (columns.every((column) => column === ''))
    throw new Problem('no-header', 'The file is empty: its first line must name the columns.');
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new Problem('missing-column', missingText(missing, columns), { missing });
  const twice = needed.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  if (twice.length > 0)
    throw new Problem(
      'missing-column',
      `The file has the column ${quoted(twice)} twice; which one is meant?`,
    );
  const places = new Map(columns.map((column, index) => [column, index]));
  return { columns, indexOf: (column) => places.get(column) ?? -1, misfit: misfitOf(columns) };
}

/** A comma at the end of lines makes a column without a name: it may be there or not, but must be empty. */
function misfitOf(columns: readonly string[]): Header['misfit'] {
  const named = columns.findLastIndex((column) => column !== '') + 1;
  return (cells) => {
    if (cells.length < named) return `it has ${cells.length} cells where the header has ${named}`;
    if (cells.slice(named).some((cell) => cell.trim() !== ''))
      return `it has ${cells.length} cells where the header has ${named}; does a cell with a comma lack its quotes?`;
    return undefined;
  };
}

function missingText(missing: readonly string[], columns: readonly string[]): string {
  const each = missing.map((column) => {
    const near = nearest(column, columns);
    return `“${column}”${near === undefined ? '' : ` (nearest: “${near}”)`}`;
  });
  const only = columns.length === 1 ? columns[0] : undefined;
  const delimiter = [';', '\t', '|'].find((sign) => only?.includes(sign));
  const hint =
    delimiter === undefined
      ? ` It has ${quoted(columns.filter((column) => column !== ''))}.`
      : ` It seems to be separated by ${JSON.stringify(delimiter)}: say "delimiter": ${JSON.stringify(delimiter)} in the map.`;
  return `The map names ${each.join(', ')}, which the file lacks.${hint}`;
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');
