import { join } from 'node:path';
import type { House } from '../core/language/vocabulary.ts';
import { houseSchema } from './house-schema.ts';
import { importFile } from './import-file.ts';
import { HouseError, type Problem } from './problem.ts';

const FILE = 'journeys/house.ts';

/** The house of a project folder. Throws a `HouseError` that lists all that is wrong with it. */
export async function loadHouse(dir: string): Promise<House> {
  const { exports, problem } = await importFile(join(dir, FILE), FILE);
  if (problem) throw new HouseError([problem]);
  const house = exports['house'];
  const parsed = houseSchema.safeParse(house);
  if (parsed.success) return house as House;
  if (house === undefined) throw new HouseError([noHouse]);
  throw new HouseError(
    parsed.error.issues.map(({ path, message }): Problem => ({
      code: 'P001',
      file: FILE,
      path: path.map(String).join(' › '),
      what: `${path.map(String).join('.')}: ${message}`,
      mend: 'docs/terms.md says what a house holds.',
    })),
  );
}

const noHouse: Problem = {
  code: 'P001',
  file: FILE,
  path: '',
  what: 'It exports no `house`.',
  mend: 'Say: export const house = { … } satisfies House;',
};
