import type { Templates } from '../mail/template.ts';
import { loadTemplates } from '../mail/templates.ts';
import { loadHouse } from '../project/load-house.ts';
import { loadProject, type Project } from '../project/load.ts';

export type Content = Readonly<{ project: Project; templates: Templates }>;

/**
 * The house, the mails and the journeys of a project folder: mails may use what the house has, journeys what mails ask
 * for. A journey that fails is a problem in `project`; a house or a mail that fails throws with all that is wrong.
 */
export async function loadContent(dir: string): Promise<Content> {
  const { traits, senders } = await loadHouse(dir);
  const known = { traits: Object.keys(traits), senders: Object.keys(senders) };
  const templates = await loadTemplates(dir, known);
  return { templates, project: await loadProject(dir, templates) };
}
