/**
 * A spreadsheet runs a cell that begins like a formula; with an apostrophe before it, it is text. What we write is
 * guarded, and what comes in loses such an apostrophe: so a file means the same before and after.
 */
export const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
export const unguarded = (cell: string): string =>
  /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
