import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isLanguage } from '../core/spoken-language.ts';
import type { Problem } from './problems.ts';

/** The mails of a templates folder, and what is wrong with how it is laid out. */
export type MailNames = Readonly<{ mails: readonly string[]; problems: readonly Problem[] }>;

/**
 * Finds the mails of a templates folder, by name. A folder whose sub-folders are mails is a series, and they are its
 * members: `field-notes/01-silence`. Folders that begin with `_` or `.` are none.
 */
export async function mailNames(templates: string): Promise<MailNames> {
  const { within } = await look(templates, '');
  const folders = within.map(namesIn);
  return {
    mails: folders.flatMap(({ mails }) => mails),
    problems: folders.flatMap(({ problems }) => problems),
  };
}

/** A folder, named from templates/. Any one file of a mail makes it a mail: what it lacks is then told of it as a mail. */
type Folder = Readonly<{ name: string; isMail: boolean; within: readonly Folder[] }>;

const MAIL_FILES = new Set(['mail.json', 'mail.mjml', 'mail.txt']);

async function look(templates: string, name: string): Promise<Folder> {
  const entries = await readdir(path.join(templates, name), { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => (name === '' ? entry.name : `${name}/${entry.name}`));
  return {
    name,
    isMail: entries.some((entry) => MAIL_FILES.has(entry.name)),
    within: await Promise.all(folders.toSorted().map((folder) => look(templates, folder))),
  };
}

function namesIn(folder: Folder): MailNames {
  if (folder.isMail || mailBelow(folder) === undefined) {
    return { mails: [folder.name], problems: mailInMail(folder) };
  }
  const series = folder.within.filter((each) => !each.isMail && mailBelow(each) !== undefined);
  const members = folder.within.filter((each) => !series.includes(each));
  return {
    mails: members.map(({ name }) => name),
    problems: [...series.map(seriesInSeries), ...members.flatMap(mailInMail)],
  };
}

/** The first mail that stands somewhere below. */
function mailBelow({ within }: Folder): string | undefined {
  const [first] = within.flatMap((each) => (each.isMail ? each.name : (mailBelow(each) ?? [])));
  return first;
}

/** A folder called as a language is the mail itself, in it; what stands in that again is not. */
function mailInMail(folder: Folder): readonly Problem[] {
  const beside = folder.within.filter(({ name }) => !isLanguage(path.basename(name)));
  const within = folder.within.flatMap((each) => (beside.includes(each) ? [] : each.within));
  const inner = mailBelow({ ...folder, within: [...beside, ...within] });
  if (inner === undefined) return [];
  return [
    {
      code: 'T001',
      file: `templates/${folder.name}`,
      what: `This is a mail, and has another in it: templates/${inner}.`,
      mend: 'Folders within a mail are its languages, as de or pt-br. If it is to be a series, move its own mail.json and body into a folder beside the other; else move the other up.',
    },
  ];
}

const seriesInSeries = ({ name }: Folder): Problem => ({
  code: 'T001',
  file: `templates/${name}`,
  what: 'There are mails in this folder, and it stands in a series itself.',
  mend: 'A series holds mails, not series: move its mails one folder up, or the folder up to templates/.',
});
