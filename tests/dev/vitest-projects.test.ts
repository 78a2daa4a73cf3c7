import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import config from '../../vitest.config.ts';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const Config = z.object({
  test: z.object({
    projects: z.array(z.object({ test: z.object({ include: z.array(z.string()) }) })),
  }),
});

test('every test file belongs to exactly one project', () => {
  const owned = Config.parse(config).test.projects.flatMap(({ test: project }) =>
    globSync(project.include, { cwd }),
  );
  expect(owned.toSorted()).toEqual(globSync('tests/**/*.test.ts', { cwd }).toSorted());
});
