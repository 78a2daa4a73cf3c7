import { type Merge, sampleMerge } from '../mail/merge.ts';
import { loadTemplates } from '../mail/templates.ts';
import type { Template, Templates } from '../mail/template.ts';
import { nearest } from '../core/nearest.ts';
import { seriesOf } from '../core/series.ts';
import { loadProject, type Project } from '../project/load.ts';
import type { Cli } from './context.ts';
import { Mishap } from './mishap.ts';
import { findPerson } from './people.ts';

/** A mail of the project, and what to fill it with so that it reads as somebody would read it. */
export type ToShow = Readonly<{ template: Template; merge: Merge; house: Project['data'] }>;

/** `as`: `sample`, or the address of a prospect. @throws Mishap */
export async function mailAs(cli: Cli, mail: string, as: string): Promise<ToShow> {
  const { data: house, house: words } = await loadProject(cli.dir);
  const known = { traits: Object.keys(words.traits), senders: Object.keys(house.senders) };
  const templates = await loadTemplates(cli.dir, known);
  const template = templates.get(mail);
  if (template === undefined) throw new Mishap(noSuchMail(mail, templates), 2);
  return { template, house, merge: sampleMerge(template, house, await given(cli, as)) };
}

async function given(cli: Cli, as: string): Promise<Pick<Merge, 'person' | 'account'> | undefined> {
  if (as === 'sample') return undefined;
  if (!as.includes('@')) throw new Mishap(`--as is “sample” or an address; “${as}” is neither.`, 2);
  const { traits, account } = await findPerson(await cli.api(), as);
  return { person: traits, account: account === null ? {} : { domain: account } };
}

function noSuchMail(mail: string, templates: Templates): string {
  const members = seriesOf(templates).get(mail);
  if (members) return `${mail} is a series. Name one of its mails: ${members.join(', ')}.`;
  const mails = [...templates.keys()];
  const near = nearest(mail, mails);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  return `There is no mail templates/${mail}.${meant} There are: ${mails.join(', ')}.`;
}
