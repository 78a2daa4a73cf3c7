import { cp, mkdir, readdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { codeOf, Mishap } from '../mishap.ts';
import { NEEDED, NEEDED_TO_TEST, packageJson } from './package-json.ts';

/** What is copied as it stands; all else is made. */
const PARTS = ['journeys', 'templates', 'imports', 'personas', 'tests', 'README.md'];

const BINS = {
  perennial: 'perennial-journeys/cli/perennial.mjs',
  node: 'node/bin/node',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
} as const;

const TSCONFIG = {
  compilerOptions: {
    target: 'es2025',
    lib: ['es2025'],
    module: 'nodenext',
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  },
  include: ['journeys', 'templates', 'tests'],
};

/**
 * Makes a project folder that passes `check` and its own tests at once, without a registry: the packages it needs are links to those of
 * this clone, until somebody installs their own. @throws Mishap where something stands there already
 */
export async function newProject(root: string, dir: string): Promise<void> {
  await mustBeEmpty(dir);
  await mkdir(dir, { recursive: true });
  const [from, to] = await Promise.all([realpath(root), realpath(dir)]); // links are followed from there
  for (const part of PARTS)
    await cp(join(from, 'starter', part), join(to, part), { recursive: true });
  await writeFile(join(to, 'package.json'), await packageJson(from, to));
  await writeFile(join(to, 'tsconfig.json'), `${JSON.stringify(TSCONFIG, null, 2)}\n`);
  await writeFile(join(to, '.gitignore'), 'node_modules/\n.perennial/\n');
  await linkPackages(from, to);
}

async function mustBeEmpty(dir: string): Promise<void> {
  const there = await readdir(dir).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR') throw new Mishap(`${dir} is a file.`, 2);
    throw error;
  });
  const [first] = there.filter((name) => name !== '.git');
  if (first !== undefined)
    throw new Mishap(
      `${dir} is not empty: it has ${first}. Name a folder that is new, or empty.`,
      2,
    );
}

async function linkPackages(root: string, dir: string): Promise<void> {
  const modules = join(dir, 'node_modules');
  await link(root, join(modules, 'perennial-journeys'));
  for (const name of [...NEEDED, ...NEEDED_TO_TEST])
    await link(join(root, 'node_modules', name), join(modules, name));
  for (const [bin, file] of Object.entries(BINS))
    await link(join(modules, file), join(modules, '.bin', bin));
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(relative(dirname(path), target), path);
}
