/**
 * How the rows of a file become prospects: what a project's `imports/NAME.json` says, checked and with its
 * shorthands written out. Plain data.
 */
export type ImportMap = Readonly<{
  delimiter: string;
  /** Cells that say nothing, like an empty one: 'Select', 'n/a'. */
  unknown: readonly string[];
  address: From;
  zone?: From;
  traits: Readonly<Record<string, From>>;
  consents: readonly ConsentFrom[];
  /** The first whose `when` is true names the reason. */
  suppress: readonly SuppressWhen[];
}>;

/** A cell as it stands, or a Liquid text in which `row["Column"]` is a cell. */
export type From = Readonly<{ as?: CellType }> &
  (Readonly<{ column: string }> | Readonly<{ liquid: string }>);
export type CellType = 'text' | 'number' | 'boolean';

/** `basis` and `source` are Liquid texts, `when` is a Liquid condition. */
export type ConsentFrom = Readonly<{
  topics: readonly string[];
  basis: string;
  source: string;
  at?: From;
  when?: string;
}>;
export type SuppressWhen = Readonly<{ when: string; reason: string }>;
