import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { zone } from './hours-schema.ts';

const persona = z.looseObject({
  name: z.string().trim().min(1),
  email: z.email('is no address'),
  zone,
  traits: z.record(z.string(), z.unknown()).default({}),
  account: z.looseObject({ domain: z.string().optional() }).optional(),
});
/** Somebody made up, to look at mails and journeys as. What others keep in the file is left as it is. */
export type Persona = z.infer<typeof persona>;

/** What is wrong with a persona: for people. */
export class PersonaProblem extends Error {
  override readonly name = 'PersonaProblem';
}

/** Those that a project has: `personas/NAME.json`. */
export async function personaNames(dir: string): Promise<readonly string[]> {
  const files = await readdir(join(dir, 'personas')).catch(() => []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
}

/** One of `personaNames`. @throws PersonaProblem where its file says something else. */
export async function loadPersona(dir: string, name: string): Promise<Persona> {
  const file = `personas/${name}.json`;
  const parsed = persona.safeParse(jsonOf(await readFile(join(dir, file), 'utf8'), file));
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map(
    ({ path, message }) => `${file}: ${path.map(String).join('.')}: ${message}`,
  );
  throw new PersonaProblem(what.join('\n'));
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PersonaProblem(`${file} is no JSON.`);
  }
}
