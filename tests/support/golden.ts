import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Frozen } from '../../core/frozen.ts';
import type { History } from './histories.ts';

/** The histories of one passage, as a real server kept them, and the journeys they went through. */
export type Golden = Readonly<{
  name: string;
  versions: ReadonlyMap<string, Frozen>;
  runs: readonly History[];
}>;

const folder = fileURLToPath(new URL('../workflows/golden/', import.meta.url));
const ENDING = '.jsonl';

/** A line for the versions, then one for each run: histories are long, and nobody reads them by line. */
export async function keepGolden({ name, versions, runs }: Golden): Promise<void> {
  const lines = [
    Object.fromEntries(versions),
    ...runs.map((run) => JSON.parse(historyToJSON(run)) as unknown),
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(`${folder}${name}${ENDING}`, text);
}

export async function goldens(): Promise<readonly Golden[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ENDING));
  return Promise.all(files.toSorted().map(readGolden));
}

async function readGolden(file: string): Promise<Golden> {
  const text = await readFile(`${folder}${file}`, 'utf8');
  const [versions = '{}', ...runs] = text.trimEnd().split('\n');
  return {
    name: file.slice(0, -ENDING.length),
    versions: new Map(Object.entries(JSON.parse(versions) as Record<string, Frozen>)),
    runs: runs.map((run) => historyFromJSON(JSON.parse(run))),
  };
}
