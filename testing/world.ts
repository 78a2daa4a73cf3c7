import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printFindings } from '../core/check/print.ts';
import { nearest } from '../core/nearest.ts';
import { loadSimulation, type Simulation } from '../cli/simulation/setup.ts';
import { type Persona, personaNames, readPersona } from '../project/personas.ts';
import { CannotBe } from './not-as-expected.ts';

/** A project, made ready to be tested: as it would be frozen now. */
export type World = Readonly<{ simulation: Simulation; personas: ReadonlyMap<string, Persona> }>;

/** The project in which a file stands. @throws what is wrong with its house */
export async function worldOf(file: string): Promise<World> {
  const dir = upwards(dirname(file.startsWith('file:') ? fileURLToPath(file) : file));
  const simulation = await loadSimulation(dir);
  const names = await personaNames(dir);
  const read = await Promise.all(
    names.map(async (name) => [name, await readPersona(dir, name)] as const),
  );
  const personas = read.flatMap(([name, { persona }]) =>
    persona ? [[name, persona] as const] : [],
  );
  return { simulation, personas: new Map(personas) };
}

function upwards(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'journeys', 'house.ts'))) return dir;
    if (dirname(dir) === dir)
      throw new CannotBe(
        'No folder above this test has a journeys/house.ts. Call rehearse(import.meta.url) in a file of your project.',
      );
  }
}

/** The persona of this name. @throws CannotBe, which names those that there are */
export function personaIn({ personas }: World, name: string): Persona {
  const persona = personas.get(name);
  if (persona) return persona;
  throw new CannotBe(noSuch(`readable persona personas/${name}.json`, name, [...personas.keys()]));
}

/** @throws CannotBe where there is no such journey, or with what is wrong with it */
export function mustHave({ simulation: { project } }: World, journey: string): void {
  const ids = project.journeys.map(({ id }) => id);
  if (ids.includes(journey)) return;
  const own = project.problems.filter((problem) => problem.journey === journey);
  const wrong = own.length > 0 ? own : project.problems;
  if (wrong.length > 0)
    throw new CannotBe(`The journey ‘${journey}’ cannot be tested yet.\n\n${printFindings(wrong)}`);
  throw new CannotBe(noSuch(`journey ‘${journey}’`, journey, ids));
}

function noSuch(what: string, said: string, names: readonly string[]): string {
  const near = nearest(said, names);
  const meant = near === undefined ? '' : ` Did you mean ‘${near}’?`;
  return `There is no ${what}.${meant} There are: ${names.join(', ') || 'none'}.`;
}
