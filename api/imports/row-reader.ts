import type { From } from '../../core/import-map.ts';
import type { Header } from './header.ts';
import { type LiquidScope, liquidCondition, liquidText } from './liquid-cell.ts';
import { type Typed, typedCell } from './typed-cell.ts';
import { unguarded } from './formula-guard.ts';

/** One row as a map sees it: cells trimmed; one that says nothing is undefined. */
export type Row = Readonly<{ cell: (column: string) => string | undefined; scope: LiquidScope }>;

/** Something a map takes from each row. */
export type Reader<T> = Readonly<{ columns: readonly string[]; read: (row: Row) => T }>;

/** A cell, or a Liquid text; undefined when it says nothing. */
export function valueReader(from: From, path: string): Reader<Typed | undefined> {
  const text = 'column' in from ? columnReader(from.column) : textReader(from.liquid, path);
  const as = from.as ?? 'text';
  return {
    columns: text.columns,
    read: (row) => {
      const said = text.read(row);
      return said === undefined || said === '' ? undefined : typedCell(said, as);
    },
  };
}

/** A Liquid text without the space around it. */
export function textReader(liquid: string, path: string): Reader<string> {
  const { columns, text } = liquidText(liquid, path);
  return { columns, read: ({ scope }) => text(scope).trim() };
}

/** A Liquid condition. */
export function conditionReader(liquid: string, path: string): Reader<boolean> {
  const { columns, text } = liquidCondition(liquid, path);
  return { columns, read: ({ scope }) => text(scope) !== '' };
}

const columnReader = (column: string): Reader<string | undefined> => ({
  columns: [column],
  read: ({ cell }) => cell(column),
});

/** Makes rows of cells. `needed`: the columns that the map reads. */
export function rowMaker(
  header: Header,
  needed: readonly string[],
  unknown: readonly string[],
): (cells: readonly string[]) => Row {
  const silent = new Set(['', ...unknown]);
  return (cells) => {
    const cell = (column: string): string | undefined => {
      const text = unguarded(cells[header.indexOf(column)]?.trim() ?? '');
      return silent.has(text) ? undefined : text;
    };
    const row = Object.fromEntries(needed.map((column) => [column, cell(column) ?? null]));
    return { cell: (column) => row[column] ?? undefined, scope: { row } };
  };
}
