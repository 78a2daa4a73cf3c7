import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { loadContent } from '../../worker/content.ts';
import { sampleProject } from '../support/perennial.ts';

let dir: string;
beforeEach(async () => {
  dir = await sampleProject();
  return () => rm(dir, { recursive: true });
});

test('a mail that is broken takes along the journeys that name it, and nothing else', async () => {
  await writeFile(join(dir, 'templates/three-numbers/mail.mjml'), '<mj-section>');
  const { project, templates, broken, problems } = await loadContent(dir);
  expect([...broken]).toEqual(['three-numbers']);
  expect(templates.has('first-win')).toBe(true);
  expect(project.journeys.map(({ id }) => id)).toEqual(['course', 'trial']);
  expect(problems.map(({ code, file, journey }) => [code, file, journey])).toEqual([
    ['T011', 'templates/three-numbers/mail.mjml', undefined],
    ['L020', 'journeys/webinar.ts', 'webinar'],
  ]);
});
