import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Finding } from '../core/check/finding.ts';
import { type PersonaFile, personaSchema } from './persona-schema.ts';

export type Persona = Readonly<PersonaFile>;
/** What came of reading `personas/NAME.json`. */
export type ReadPersona =
  | Readonly<{ persona: Persona; findings?: undefined }>
  | Readonly<{ persona?: undefined; findings: readonly Finding[] }>;

export const personaFile = (name: string): string => `personas/${name}.json`;

/** The names of the personas of a project, which are those of their files. */
export async function personaNames(dir: string): Promise<readonly string[]> {
  const files = await readdir(join(dir, 'personas')).catch(() => []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
}

/** Reads one persona, which must be there. What is wrong with the file is told, not thrown; what it names is not looked at. */
export async function readPersona(dir: string, name: string): Promise<ReadPersona> {
  const file = personaFile(name);
  const text = await readFile(join(dir, file), 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const what = `This is no JSON: ${error instanceof Error ? error.message : ''}`;
    return { findings: [{ code: 'S001', file, path: '', what, mend: 'Mend the JSON.' }] };
  }
  const parsed = personaSchema.safeParse(json);
  if (!parsed.success)
    return { findings: parsed.error.issues.map((issue) => misshapen(file, issue)) };
  const { $schema: _, ...persona } = parsed.data;
  return { persona };
}

const misshapen = (file: string, { path, message }: z.core.$ZodIssue): Finding => ({
  code: 'S001',
  file,
  path: path.map(String).join('.'),
  what: `${path.length === 0 ? 'The persona' : path.map(String).join('.')}: ${message}.`,
  mend: 'A persona has name, email, traits and does; and may have about, zone, account, consent, begins, sales, tasks.',
});
