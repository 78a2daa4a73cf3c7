import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const about = z.looseObject({ subject: z.string() });

/** The subjects of these mails, where they stand as they are: one that is filled in, or cannot be read, is left out. Never throws. */
export async function subjectsOf(
  dir: string,
  mails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    mails.map(async (mail): Promise<readonly [string, string] | undefined> => {
      const subject = await subjectOf(join(dir, 'templates', mail, 'mail.json'));
      return subject === undefined || /\{[{%]/.test(subject) ? undefined : [mail, subject];
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}

async function subjectOf(file: string): Promise<string | undefined> {
  try {
    return about.parse(JSON.parse(await readFile(file, 'utf8'))).subject;
  } catch {
    return undefined; // `check` tells what is wrong with a mail
  }
}
