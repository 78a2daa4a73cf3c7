import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freezeAxes, type FrozenAxes } from '../core/freeze/axes.ts';
import type { Vocabulary } from '../core/freeze/vocabulary.ts';
import type { House } from '../core/language/vocabulary.ts';
import { importFile } from './import-file.ts';
import type { Problem } from './problem.ts';

const FILE = 'journeys/scores.ts';

type Loaded = Pick<FrozenAxes, 'axes'> & Readonly<{ problems?: readonly Problem[] }>;

/** The scores of a project folder as they count now. A folder without such a file has none. Never throws. */
export async function loadScores(
  root: string,
  { scores: kept }: House,
  words: Vocabulary,
): Promise<Loaded> {
  if (!existsSync(join(root, FILE))) return {};
  const { exports, problem } = await importFile(join(root, FILE), FILE);
  if (problem) return { problems: [problem] };
  if (exports['scores'] === undefined) return { problems: [noScores] };
  const { axes, problems } = freezeAxes(kept, exports['scores'], words);
  return axes ? { axes } : { problems: problems.map((one) => ({ ...one, file: FILE })) };
}

const noScores: Problem = {
  code: 'P001',
  file: FILE,
  path: '',
  what: 'It exports no `scores`.',
  mend: 'Say: export const scores = { intent: [worth(…)] } satisfies Scores;',
};
