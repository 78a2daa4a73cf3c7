import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { typeCheckFiles } from '../../../project/type-check.ts';

// Each `refused*.ts` is a test by itself: `tsc` refuses each `@ts-expect-error` that expects nothing. What is left to
// see is that the expectations are there and needed: without them, every single one of those lines is refused.

const here = import.meta.dirname;
const elsewhere = await mkdtemp(join(tmpdir(), 'perennial-refused-'));
afterAll(async () => rm(elsewhere, { recursive: true }));

/** Imports that mean the same from anywhere. */
const rooted = (text: string): string =>
  text.replaceAll(/ from '(\..*)'/g, (_, path: string) => ` from '${join(here, path)}'`);

const files = (await readdir(here)).filter((file) => /^refused.*(?<!\.test)\.ts$/.test(file));
const textOf = async (file: string): Promise<string> => readFile(join(here, file), 'utf8');
/** The lines that the types have to refuse. */
const expectedIn = (text: string): readonly number[] =>
  text.split('\n').flatMap((line, i) => (line.includes('// @ts-expect-error') ? [i + 2] : []));

test('there are many', async () => {
  const expected = (await Promise.all(files.map(textOf))).flatMap(expectedIn);
  expect(expected.length).toBeGreaterThanOrEqual(110);
});

test.for(files)(
  'every line of %s that the types have to refuse is refused',
  { timeout: 60_000 },
  async (file) => {
    const text = await textOf(file);
    expect(await typeCheckFiles(here, [file])).toEqual([]);
    const copy = join(elsewhere, file);
    await writeFile(copy, rooted(text).replaceAll('@ts-expect-error', 'without it:'));
    const found = await typeCheckFiles(here, [copy]);
    const refused = found.map((problem) => Number(problem.file.split(':').at(-1)));
    expect([...new Set(refused)].toSorted((a, b) => a - b)).toEqual(expectedIn(text));
  },
);

test.for(files)('what is to be allowed in %s is allowed', async (file) => {
  const text = await textOf(file);
  expect(text).toContain('// ---- allowed');
  expect(text.slice(text.indexOf('// ---- allowed'))).not.toContain('@ts-expect-error');
});
