import { applyWaivers } from '../core/check/apply-waivers.ts';
import type { Finding } from '../core/check/finding.ts';
import type { Book } from '../core/rules/book.ts';
import { checkBook } from '../core/rules/rules.ts';
import { bookOf } from './book.ts';
import type { Project } from './load.ts';

/** All that is wrong with a project: what cannot be frozen, and what breaks the rule book, waivers applied. Pure. */
export const checkProject = (
  project: Project,
  more: Pick<Book, 'mails' | 'today'>,
): readonly Finding[] => [...project.problems, ...checkRules(project, more)];

/** With the file that each finding is about. */
function checkRules(project: Project, more: Pick<Book, 'mails' | 'today'>): readonly Finding[] {
  const { journeys } = project;
  const waivers = new Map(journeys.map(({ id, waivers: some }) => [id, some]));
  const files = new Map(journeys.map(({ id, file }) => [id, file]));
  const found = checkBook(bookOf(project, more));
  return applyWaivers(found, waivers, more.today).map((finding) => ({
    ...fileOf(finding, files),
    ...finding,
  }));
}

function fileOf(
  { journey, code }: Finding,
  files: ReadonlyMap<string, string>,
): Pick<Finding, 'file'> {
  const file = journey === undefined ? undefined : files.get(journey);
  if (file !== undefined) return { file };
  return { file: code.startsWith('J2') ? 'journeys/goals.ts' : 'journeys/house.ts' };
}
