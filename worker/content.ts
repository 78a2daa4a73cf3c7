import type { Finding } from '../core/check/finding.ts';
import { knownOf } from '../mail/known-of.ts';
import { isWarning } from '../mail/problems.ts';
import type { Templates } from '../mail/template.ts';
import { readTemplates } from '../mail/templates.ts';
import { loadHouse } from '../project/load-house.ts';
import { loadProject, type Project } from '../project/load.ts';

export type Content = Readonly<{
  project: Project;
  templates: Templates;
  /** Mails that are there and cannot be sent as they stand. */
  broken: ReadonlySet<string>;
  /** What is wrong with mails and journeys: all others are there. */
  problems: readonly Finding[];
}>;

/**
 * The house, the mails and the journeys of a project folder: mails may use what the house has, journeys what mails ask for. A mail or a
 * journey that fails is a problem and stops nothing else; a journey that names a broken mail fails with it. A house that fails throws with
 * all that is wrong.
 */
export async function loadContent(dir: string): Promise<Content> {
  const known = knownOf(await loadHouse(dir));
  const { templates, broken, problems } = await readTemplates(dir, known);
  const project = await loadProject(dir, templates);
  const ofMails = problems
    .filter((problem) => !isWarning(problem))
    .map((problem) => ({ path: '', ...problem }));
  return { templates, broken, project, problems: [...ofMails, ...project.problems] };
}
