import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** A customer's project folder: the sample's house and language, and whatever files a test gives it. */
export type ProjectFolder = Readonly<{ dir: string; remove: () => Promise<void> }>;

/** Journeys are only those that the test writes; a file of null is left out. */
export async function projectFolder(
  files: Readonly<Record<string, string | null>>,
): Promise<ProjectFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'perennial-project-'));
  const modules = join(dir, 'node_modules');
  await mkdir(modules);
  await symlink(repository, join(modules, 'perennial-journeys'));
  await symlink(join(repository, 'node_modules/zod'), join(modules, 'zod'));
  const sample = ['journeys/house.ts', 'journeys/language.ts', 'templates/mails.gen.ts'];
  for (const file of sample) {
    if (!(file in files)) await cp(join(repository, file), join(dir, file));
  }
  for (const [file, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    if (text === null) continue;
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
  return { dir, remove: async () => rm(dir, { recursive: true }) };
}
