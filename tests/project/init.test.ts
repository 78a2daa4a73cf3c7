import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { perennial, type Ran } from '../support/perennial.ts';

let home: string;
let dir: string;
let made: Ran;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'perennial-init-'));
  dir = join(home, 'My Journeys');
  made = await perennial(['init', dir]);
  return () => rm(home, { recursive: true });
});
const here = (...args: readonly string[]): Promise<Ran> => perennial(args, { cwd: dir });

describe('a new project, far from the clone', () => {
  test('says what next', () => {
    expect(made.code).toBe(0);
    expect(made.out).toContain('npx perennial simulate guide --as ana');
  });

  test('passes check, types included, without anything installed', async () => {
    const { code, out } = await here('check');
    expect(out).toBe('Nothing found in 1 journeys, 3 mails, 1 import maps, 1 personas.\n');
    expect(code).toBe(0);
  });

  test('has types that are up to date, a mail to preview, and a year to play', async () => {
    expect((await here('types', '--check')).code).toBe(0);
    expect((await here('preview', 'the-guide', '--as', 'ana')).out).toContain('Hello Ana,');
    const { out } = await here('simulate', 'guide', '--as', 'ana');
    expect(out).toMatch(/educate {2}the-guide.*convert {2}a-short-call.*rejects: not-ready/s);
    expect(out).toContain('guide ended as won');
  });

  test('is checked by --project too, from anywhere', async () => {
    const { code } = await perennial(['check', '--no-types', '--project', dir], { cwd: home });
    expect(code).toBe(0);
  });

  test('names the clone once, by the way to it, and no other place of this machine', async () => {
    const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter(
      (file) => file.isFile() && !file.parentPath.includes('node_modules'),
    );
    const texts = await Promise.all(
      files
        .filter(
          ({ name, parentPath }) => name !== 'package.json' && !parentPath.includes('.perennial'),
        )
        .map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(20);
    expect(texts.filter((text) => text.includes(home) || text.includes(process.cwd()))).toEqual([]);
    const json = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')) as {
      name: string;
      dependencies: Record<string, string>;
    };
    expect(json.name).toBe('my-journeys');
    expect(json.dependencies['perennial-journeys']).toMatch(/^file:\.\.\//);
  });
});

describe('init refuses', () => {
  test('a folder that is not empty, and touches nothing in it', async () => {
    const taken = join(home, 'taken');
    await mkdir(taken);
    await writeFile(join(taken, 'notes.txt'), 'mine');
    const { code, err } = await perennial(['init', taken]);
    expect(code).toBe(2);
    expect(err).toContain('is not empty: it has notes.txt');
    expect(await readdir(taken)).toEqual(['notes.txt']);
  });

  test('a file', async () => {
    await writeFile(join(home, 'file'), '');
    const { code, err } = await perennial(['init', join(home, 'file')]);
    expect([code, err]).toEqual([2, expect.stringContaining('is a file')]);
  });

  test('but takes one that only git has been in', async () => {
    const fresh = join(home, 'fresh');
    await mkdir(join(fresh, '.git'), { recursive: true });
    expect((await perennial(['init', fresh])).code).toBe(0);
  });
});
