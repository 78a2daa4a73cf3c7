import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { From, ImportMap } from '../core/import-map.ts';
import { ImportMapProblem } from '../core/import-map-problem.ts';
import { nearest } from '../core/nearest.ts';

const liquid = z.string().min(1);
const as = z.enum(['text', 'number', 'boolean']).exactOptional();

/** "City" is a column; "{{ row["City"] | downcase }}" is Liquid; both may be written out, with a type. */
const from = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ column: z.string().min(1), as }),
      z.strictObject({ liquid, as }),
    ],
    'say "Column", "{{ Liquid }}", { "column": … } or { "liquid": … }',
  )
  .transform((said): From => {
    if (typeof said !== 'string') return said;
    return /\{[{%]/.test(said) ? { liquid: said } : { column: said };
  });

const consent = z.strictObject({
  topics: z.array(liquid).min(1),
  basis: liquid,
  source: liquid,
  at: from.exactOptional(),
  when: liquid.exactOptional(),
});
const suppress = z.strictObject({ when: liquid, reason: liquid });

export const importMapSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  /** For whoever reads it. */
  about: z.string().exactOptional(),
  delimiter: z.string().length(1).default(','),
  unknown: z.array(z.string()).default([]),
  address: from,
  zone: from.exactOptional(),
  traits: z.record(z.string(), from).default({}),
  consents: z.array(consent).default([]),
  suppress: z.array(suppress).default([]),
});

/** Checks what stands in an import map. @throws ImportMapProblem naming each place. */
export function readImportMap(json: unknown, called = 'sent along'): ImportMap {
  const parsed = importMapSchema.safeParse(json);
  if (parsed.success) {
    const { about: _, $schema: __, ...map } = parsed.data;
    return map;
  }
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.length > 0 ? path.join('.') : 'the map'}: ${message}`,
  );
  throw new ImportMapProblem(
    'bad-map',
    `The import map ${called} is no good. ${faults.join('; ')}.`,
  );
}

/** Of `text`, which is what a file called `called` holds. @throws ImportMapProblem */
export function parseImportMap(text: string, called: string): ImportMap {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new ImportMapProblem('bad-map', `The import map ${called} is no JSON: ${why}`);
  }
  return readImportMap(json, called);
}

/** The names of the maps in `imports/` of a project. */
export async function importMapNames(dir: string): Promise<readonly string[]> {
  const files = await readdir(join(dir, 'imports')).catch(() => []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
}

/** Reads `imports/NAME.json` of a project. @throws ImportMapProblem, also for a name that is none. */
export async function loadImportMap(dir: string, name: string): Promise<ImportMap> {
  const names = await importMapNames(dir);
  if (!names.includes(name)) throw new ImportMapProblem('unknown-map', noSuchMap(name, names));
  const text = await readFile(join(dir, 'imports', `${name}.json`), 'utf8');
  return parseImportMap(text, `imports/${name}.json`);
}

function noSuchMap(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  const known = names.length === 0 ? 'There are none yet.' : `There are: ${names.join(', ')}.`;
  return `There is no import map imports/${name}.json.${meant} ${known}`;
}

/** The maps of a project, as the API wants them. */
export const importMaps = (
  dir: string,
): { load: (name: string) => Promise<ImportMap>; read: (json: unknown) => ImportMap } => ({
  load: (name) => loadImportMap(dir, name),
  read: (json) => readImportMap(json),
});
