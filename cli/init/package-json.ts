import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { z } from 'zod';

const versions = z.record(z.string(), z.string());
const ours = z.object({ dependencies: versions, devDependencies: versions });

/** What a project needs beside us: by our own versions, for those are the ones that ran together. */
export const NEEDED = ['zod'] as const;
export const NEEDED_TO_TEST = ['@types/node', 'node', 'typescript', 'vitest'] as const;

/** The package.json of a new project, linked to this clone by its path from there. */
export async function packageJson(root: string, dir: string): Promise<string> {
  const parsed = ours.parse(JSON.parse(await readFile(`${root}/package.json`, 'utf8')));
  const all = { ...parsed.dependencies, ...parsed.devDependencies };
  const pinned = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, all[name] ?? '*']));
  const json = {
    name: nameOf(dir),
    version: '0.0.0',
    private: true,
    type: 'module',
    scripts: {
      start: 'exec node node_modules/perennial-journeys/dev/main.ts --project .',
      check: 'perennial check',
      test: 'vitest run',
    },
    dependencies: { 'perennial-journeys': `file:${relative(dir, root)}`, ...pinned(NEEDED) },
    devDependencies: pinned(NEEDED_TO_TEST),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** As npm takes it. */
const nameOf = (dir: string): string =>
  basename(dir)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'journeys';
