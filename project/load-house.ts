import { join } from 'node:path';
import type { z } from 'zod';
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
    parsed.error.issues.map((issue): Problem => {
      const path = issue.path.map(String);
      return {
        code: 'P001',
        file: FILE,
        path: path.join(' › '),
        what: `${path.join('.')}: ${saidBy(issue)}`,
        mend: "The type House of 'perennial-journeys/language' says what a house holds.",
      };
    }),
  );
}

/** Of a key that is none: why. */
const saidBy = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

const noHouse: Problem = {
  code: 'P001',
  file: FILE,
  path: '',
  what: 'It exports no `house`.',
  mend: 'Say: export const house = { … } satisfies House;',
};
