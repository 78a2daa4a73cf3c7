import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mailNames } from './mail-names.ts';

/** The mails of a project folder that name a sender of their own, with whom: all that can be known without compiling them. */
export async function readSenders(project: string): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(project, 'templates');
  const { mails } = await mailNames(folder);
  const named = await Promise.all(
    mails.map(async (mail) => [mail, await fromOf(path.join(folder, mail))] as const),
  );
  return new Map(named.flatMap(([mail, from]) => (from === undefined ? [] : [[mail, from]])));
}

/** What is wrong with a mail is told by whoever sends it. */
async function fromOf(folder: string): Promise<string | undefined> {
  try {
    const about: unknown = JSON.parse(await readFile(path.join(folder, 'mail.json'), 'utf8'));
    const from =
      typeof about === 'object' && about !== null && 'from' in about ? about.from : undefined;
    return typeof from === 'string' ? from : undefined;
  } catch {
    return undefined;
  }
}
