import { nearest } from '../core/nearest.ts';
import type { LoadedJourney, Project } from '../project/load.ts';
import { Mishap } from './mishap.ts';

/** The journey of this name. @throws Mishap that names those that there are, or why it cannot be read. */
export function findJourney({ journeys, problems }: Project, name: string): LoadedJourney {
  const found = journeys.find(({ id }) => id === name);
  if (found !== undefined) return found;
  if (problems.some(({ journey }) => journey === name))
    throw new Mishap(`${name} cannot be read as it stands. perennial check tells what is wrong.`);
  const names = journeys.map(({ id }) => id);
  const near = nearest(name, names);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  throw new Mishap(`There is no journey “${name}”.${meant} There are: ${names.join(', ')}.`, 2);
}
