import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('every test file belongs to exactly one project', async () => {
  const projects = (config.test?.projects ?? []) as readonly { test: { include: string[] } }[];
  const owners = new Map<string, number>();
  for (const { test: project } of projects)
    for await (const file of glob(project.include, { cwd: root }))
      owners.set(file, (owners.get(file) ?? 0) + 1);
  const all = await Array.fromAsync(glob('tests/**/*.test.ts', { cwd: root }));
  expect(all.filter((file) => owners.get(file) !== 1)).toEqual([]);
});
