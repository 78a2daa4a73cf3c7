import { Liquid, type Template } from 'liquidjs';
import { Problem } from '../http/problem.ts';

/** What a row looks like from within Liquid: `row["Column"]`; a cell that says nothing is null. */
export type LiquidScope = Readonly<{ row: Readonly<Record<string, string | null>> }>;
export type LiquidCell = Readonly<{
  /** The columns it reads. */
  columns: readonly string[];
  /** @throws Error when a filter refuses what it is given. */
  text: (scope: LiquidScope) => string;
}>;

const liquid = new Liquid({
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  ownPropertyOnly: true,
  relativeReference: false,
  templates: {}, // a map includes no files
  renderLimit: 1000,
  memoryLimit: 10_000_000,
});

/**
 * A Liquid text, compiled once for all rows.
 * @throws Problem `bad-map` naming `path` when it is no Liquid or reads anything but columns.
 */
export function liquidText(source: string, path: string): LiquidCell {
  const template = parsed(source, path);
  return {
    columns: columnsOf(template, path),
    text: (scope) => String(liquid.renderSync(template, scope)),
  };
}

/** A Liquid condition: its text is empty when it does not hold. */
export function liquidCondition(source: string, path: string): LiquidCell {
  if (/\{[{%]|[%}]\}/.test(source))
    throw new Problem(
      'bad-map',
      `${path}: a condition is written without braces: row["City"] == "Pune"`,
    );
  return liquidText(`{% if ${source} %}yes{% endif %}`, path);
}

function parsed(source: string, path: string): Template[] {
  try {
    return liquid.parse(source);
  } catch (error) {
    throw new Problem('bad-map', `${path}: ${said(error)}`);
  }
}

function columnsOf(template: Template[], path: string): readonly string[] {
  return liquid.globalVariableSegmentsSync(template).map(([root, column]) => {
    if (root === 'row' && typeof column === 'string') return column;
    throw new Problem(
      'bad-map',
      `${path}: only cells can be read, as row["Column"]; this reads ${String(root)}.`,
    );
  });
}

const said = (error: unknown): string =>
  error instanceof Error ? (error.message.split(', line:')[0] ?? '') : String(error);
