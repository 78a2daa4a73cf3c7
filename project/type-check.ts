import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Problem } from './problem.ts';

/** As strict as the language needs: with less, a wrong journey would pass. */
const OPTIONS = [
  '--ignoreConfig',
  '--noEmit',
  '--pretty',
  'false',
  '--strict',
  '--noUncheckedIndexedAccess',
  '--exactOptionalPropertyTypes',
  '--skipLibCheck',
  '--allowImportingTsExtensions',
  '--target',
  'es2025',
  '--module',
  'nodenext',
];

/** What TypeScript has against a project's journeys. One problem, and no error, where TypeScript is not installed. */
export async function typeCheck(dir: string): Promise<readonly Problem[]> {
  const names = await readdir(join(dir, 'journeys')).catch(() => []); // no folder: the house tells
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join('journeys', name));
  return files.length === 0 ? [] : typeCheckFiles(dir, files);
}

/** The same of single files, named from `dir`. */
export async function typeCheckFiles(
  dir: string,
  files: readonly string[],
): Promise<readonly Problem[]> {
  const root = resolve(dir);
  const compiler = compilerFor(root);
  if (compiler === undefined) return [noCompiler];
  return complaintsIn(await run([compiler, ...OPTIONS, ...files], root), root);
}

function compilerFor(root: string): string | undefined {
  for (const from of [join(root, 'package.json'), import.meta.filename]) {
    try {
      const bin = join(dirname(createRequire(from).resolve('typescript/package.json')), 'bin/tsc');
      if (existsSync(bin)) return bin;
    } catch {
      continue; // not installed there
    }
  }
  return undefined;
}

const noCompiler: Problem = {
  code: 'P002',
  file: 'journeys',
  path: '',
  what: 'TypeScript is not installed, so the types of the journeys were not checked.',
  mend: 'npm install --save-dev typescript',
};

/** tsc says what it has to say on stdout, and exits with 1 or 2 when it has complaints. */
const run = (args: readonly string[], cwd: string): Promise<string> =>
  new Promise((done) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 16_000_000 }, (error, stdout, stderr) => {
      done(stdout === '' && error ? `${stderr}\n` : stdout);
    });
  });

const COMPLAINT = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*(?:\n {2}.*)*)/gm;

function complaintsIn(printed: string, root: string): readonly Problem[] {
  const complaints = [...printed.matchAll(COMPLAINT)].map(
    ([, file = '', line, code, text]): Problem =>
      complaint(`${placeOf(root, file)}:${line}`, `${text} (${code})`),
  );
  const failed = /^error .*/m.exec(printed)?.[0]; // tsc itself could not do its work
  return failed === undefined ? complaints : [...complaints, complaint('journeys', failed)];
}

const placeOf = (root: string, file: string): string => relative(root, resolve(root, file));

const complaint = (file: string, what: string): Problem => ({
  code: 'P002',
  file,
  path: '',
  what,
  mend: 'Mend it there; an editor with TypeScript underlines it.',
});
