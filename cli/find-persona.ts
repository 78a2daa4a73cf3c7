import { nearest } from '../core/nearest.ts';
import { loadPersona, type Persona, personaNames } from '../project/persona.ts';
import { Mishap } from './mishap.ts';

/** The persona of this name. @throws Mishap that names those that there are; PersonaProblem where its file is wrong. */
export async function findPersona(dir: string, name: string): Promise<Persona> {
  const names = await personaNames(dir);
  if (names.includes(name)) return loadPersona(dir, name);
  const near = nearest(name, names);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  const there = names.length === 0 ? 'There are none' : `There are: ${names.join(', ')}`;
  throw new Mishap(`There is no persona personas/${name}.json.${meant} ${there}.`, 2);
}
