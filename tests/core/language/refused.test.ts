import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { typeCheckFiles } from '../../../project/type-check.ts';

// `refused.ts` is a test by itself: `tsc` refuses each `@ts-expect-error` that expects nothing. What is left to
// see is that the expectations are there and needed: without them, every single one of those lines is refused.

const here = import.meta.dirname;
const elsewhere = await mkdtemp(join(tmpdir(), 'perennial-refused-'));
afterAll(async () => rm(elsewhere, { recursive: true }));

/** Imports that mean the same from anywhere. */
const rooted = (text: string): string =>
  text.replaceAll(/ from '(\..*)'/g, (_, path: string) => ` from '${join(here, path)}'`);

test.for([
  ['refused.ts', 50],
  ['refused-hours.ts', 11],
] as const)(
  'every line that the types have to refuse is refused: %s',
  { timeout: 60_000 },
  async ([file, least]) => {
    const text = await readFile(join(here, file), 'utf8');
    const lines = text.split('\n');
    const expected = lines.flatMap((line, i) =>
      line.includes('// @ts-expect-error') ? [i + 2] : [],
    );
    expect(expected.length).toBeGreaterThanOrEqual(least);

    expect(await typeCheckFiles(here, [file])).toEqual([]);
    const copy = join(elsewhere, file);
    await writeFile(copy, rooted(text).replaceAll('@ts-expect-error', 'without it:'));
    const found = await typeCheckFiles(here, [copy]);
    const refused = found.map(({ file: at }) => Number(at.split(':').at(-1)));
    expect([...new Set(refused)].toSorted((a, b) => a - b)).toEqual(expected);
  },
);

test.for(['refused.ts', 'refused-hours.ts'])(
  'what is to be allowed is allowed: %s',
  async (file) => {
    const text = await readFile(join(here, file), 'utf8');
    expect(text.slice(text.indexOf('// ---- allowed'))).not.toContain('@ts-expect-error');
  },
);
