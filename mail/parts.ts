import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readText } from './read-text.ts';

/** What mails and layouts may include: the source of each part by its file, `templates/_parts/button.mjml`. */
export type Parts = ReadonlyMap<string, string>;

const FOLDER = 'templates/_parts';
/** Where parts stand, and how they are called; nothing else is ever included. */
const PART = /^templates\/_parts\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.mjml$/;

/** Reads the parts of a templates folder. Links to elsewhere are none: what is included stands in the project. */
export async function readParts(templates: string): Promise<Parts> {
  const root = path.join(templates, '_parts');
  const files = (await filesIn(root)).filter((file) => PART.test(`${FOLDER}/${file}`)).toSorted();
  const read = await Promise.all(
    files.map(
      async (file) => [`${FOLDER}/${file}`, (await readText(path.join(root, file))) ?? ''] as const,
    ),
  );
  return new Map(read);
}

async function filesIn(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))
      .map((file) => file.replaceAll(path.sep, '/'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
