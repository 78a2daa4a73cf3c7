import { printFindings } from '../core/check/print.ts';
import { nearest } from '../core/nearest.ts';
import { type Persona, personaNames, readPersona } from '../project/personas.ts';
import { Mishap } from './mishap.ts';

/** The persona of this name. @throws Mishap that names those that there are, or tells what is wrong with its file. */
export async function findPersona(dir: string, name: string): Promise<Persona> {
  const names = await personaNames(dir);
  if (!names.includes(name)) throw new Mishap(noSuchPersona(name, names), 2);
  const { persona, findings } = await readPersona(dir, name);
  if (persona) return persona;
  throw new Mishap(`The persona ${name} cannot be read.\n\n${printFindings(findings)}`);
}

function noSuchPersona(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  const there =
    names.length === 0
      ? 'There are none yet: write personas/NAME.json, { "name": …, "email": …, "traits": { … }, "does": [ … ] }.'
      : `There are: ${names.join(', ')}.`;
  return `There is no persona personas/${name}.json.${meant} ${there}`;
}
