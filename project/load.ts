import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Waiver } from '../core/check/waiver.ts';
import { canonical } from '../core/canonical.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Goal } from '../core/goal.ts';
import { freezeGoals } from '../core/freeze/goals.ts';
import { freeze } from '../core/freeze/freeze.ts';
import type { Vocabulary } from '../core/freeze/vocabulary.ts';
import type { HouseData } from '../core/house.ts';
import type { House } from '../core/language/vocabulary.ts';
import { sha256 } from './hash.ts';
import { houseData } from './house-data.ts';
import { importFile } from './import-file.ts';
import { loadHouse } from './load-house.ts';
import { loadScores } from './load-scores.ts';
import type { Problem } from './problem.ts';
import { houseVocabulary, type MailSlots } from './vocabulary.ts';

/** One version of a journey: its frozen form, the canonical text of it, and the sha256 that names it. */
export type LoadedJourney = Readonly<{
  id: string;
  file: string;
  frozen: Frozen;
  text: string;
  hash: string;
  /** What it asks to be let off; no part of the version. */
  waivers: readonly Waiver[];
}>;
export type Project = Readonly<{
  dir: string;
  house: House;
  data: HouseData;
  journeys: readonly LoadedJourney[];
  /** The scores as they count now. */
  scores?: Frozen['scores'];
  goals: readonly Goal[];
  /** Of journeys that could not be loaded or frozen: all others are there. */
  problems: readonly Problem[];
}>;

/**
 * Loads a project folder: `journeys/house.ts`, the scores of `journeys/scores.ts`, the goals of `journeys/goals.ts`, and every journey that another file there exports.
 * A journey that fails is a problem, not an error. Throws a `HouseError` if the house itself cannot be read.
 * Without `mails`, mails, their slots and series are not checked.
 */
export async function loadProject(dir: string, mails?: MailSlots): Promise<Project> {
  const root = resolve(dir);
  const house = await loadHouse(root);
  const { words, problems: wrong } = await wordsOf(root, house, mails);
  const found: Found = { journeys: [], goals: [], problems: [...wrong], seen: new Map() };
  for (const file of await journeyFiles(root)) {
    const { exports, problem } = await importFile(join(root, file), file);
    if (problem) found.problems.push(problem);
    else for (const journey of journeysAmong(exports)) take(found, { journey, file }, words);
    if (file === GOALS && exports) takeGoals(found, exports, words);
  }
  const { seen: _, ...loaded } = found;
  return { dir: root, house, data: houseData(house), ...scoresOf(words), ...loaded };
}

/** All that the journeys may name, with the scores as they count. */
async function wordsOf(root: string, house: House, mails: MailSlots | undefined): Promise<Words> {
  const words = houseVocabulary(house, mails);
  const { axes, problems } = await loadScores(root, house, words);
  return { words: { ...words, ...(axes && { axes }) }, problems: problems ?? [] };
}
const scoresOf = ({ axes }: Vocabulary): Pick<Project, 'scores'> =>
  axes === undefined ? {} : { scores: Object.fromEntries(axes) };
type Words = Readonly<{ words: Vocabulary; problems: readonly Problem[] }>;

type Found = Readonly<{
  journeys: LoadedJourney[];
  goals: Goal[];
  problems: Problem[];
  /** id → the journey that has it, and where it stands. */
  seen: Map<string, Exported>;
}>;
type Exported = Readonly<{ journey: Written; file: string }>;
type Written = Readonly<{ id: string }>;

/** Loaded before all others, each in its own way. */
const notJourneys: readonly string[] = ['house.ts', 'scores.ts'];
const GOALS = 'journeys/goals.ts';

async function journeyFiles(root: string): Promise<readonly string[]> {
  const names = await readdir(join(root, 'journeys'));
  return names
    .filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !notJourneys.includes(name),
    )
    .toSorted()
    .map((name) => `journeys/${name}`);
}

const journeysAmong = (exports: Readonly<Record<string, unknown>>): readonly Written[] =>
  Object.values(exports).filter(isJourney);

const isJourney = (value: unknown): value is Written =>
  typeof value === 'object' &&
  value !== null &&
  'language' in value &&
  'id' in value &&
  'stages' in value;

function take(found: Found, exported: Exported, words: Vocabulary): void {
  const { journey, file } = exported;
  const before = found.seen.get(journey.id);
  if (before?.journey === journey) return; // exported twice, or passed on by another file
  if (before) {
    found.problems.push(sameId(exported, before.file));
    return;
  }
  found.seen.set(journey.id, exported);
  const freezing = freeze(journey, words);
  if (freezing.problems) {
    found.problems.push(...freezing.problems.map((problem) => ({ ...problem, file })));
    return;
  }
  const { frozen, waivers } = freezing;
  const text = canonical(frozen);
  found.journeys.push({ id: frozen.journey, file, frozen, text, hash: sha256(text), waivers });
}

/** Every list that the file exports, by its name. */
function takeGoals(
  { goals, problems }: Found,
  exports: Readonly<Record<string, unknown>>,
  words: Vocabulary,
): void {
  for (const [name, list] of Object.entries(exports)) {
    if (typeof list !== 'object') continue;
    const frozen = freezeGoals(name, list, words);
    goals.push(...frozen.goals);
    problems.push(...frozen.problems.map((problem) => ({ ...problem, file: GOALS })));
  }
}

const sameId = ({ journey, file }: Exported, other: string): Problem => ({
  code: 'L060',
  file,
  journey: journey.id,
  path: '',
  what: `Two journeys are called '${journey.id}': the other stands in ${other}.`,
  mend: 'Give one of them another id.',
});
