import type { CellType } from '../../core/import-map.ts';

export type Typed =
  | Readonly<{ ok: true; value: string | number | boolean }>
  | Readonly<{ ok: false; what: string }>;

const YES = new Set(['yes', 'true', '1', 'y']);
const NO = new Set(['no', 'false', '0', 'n']);

/** A cell's text as what the map says it is. Pure. */
export function typedCell(text: string, as: CellType): Typed {
  switch (as) {
    case 'text':
      return { ok: true, value: text };
    case 'number': {
      const value = Number(text);
      return Number.isFinite(value)
        ? { ok: true, value }
        : { ok: false, what: `“${text}” is no number` };
    }
    case 'boolean': {
      const word = text.toLowerCase();
      if (YES.has(word) || NO.has(word)) return { ok: true, value: YES.has(word) };
      return { ok: false, what: `“${text}” is neither yes nor no` };
    }
  }
}
