import { type Merge, sampleMerge } from '../mail/merge.ts';
import { knownOf } from '../mail/known-of.ts';
import { isWarning, TemplateProblems } from '../mail/problems.ts';
import { readTemplates } from '../mail/templates.ts';
import type { Template, Templates } from '../mail/template.ts';
import { nearest } from '../core/nearest.ts';
import { seriesOf } from '../core/series.ts';
import { loadProject, type Project } from '../project/load.ts';
import type { Cli } from './context.ts';
import { findPersona } from './find-persona.ts';
import { Mishap } from './mishap.ts';
import { findPerson } from './people.ts';

/** A mail of the project, and what to fill it with so that it reads as somebody would read it. */
export type ToShow = Readonly<{
  template: Template;
  merge: Merge;
  house: Project['data'];
  /** Whom it is to, if they have an address. */
  to?: string;
}>;

/** `as`: `sample`, a persona of the project, or the address of a prospect. @throws Mishap */
export async function mailAs(cli: Cli, mail: string, as: string): Promise<ToShow> {
  const { data: house, house: words } = await loadProject(cli.dir);
  const { templates, broken, problems } = await readTemplates(cli.dir, knownOf(words));
  const template = templates.get(mail);
  if (broken.has(mail)) throw new TemplateProblems(problems.filter((one) => !isWarning(one)));
  if (template === undefined) throw new Mishap(noSuchMail(mail, templates), 2);
  const { to, known: given } = await reader(cli, as);
  return {
    template,
    house,
    ...(to !== undefined && { to }),
    merge: sampleMerge(template, house, given),
  };
}

/** Whom a mail is shown to, and what is known of them; nothing: the mail's own sample. */
type Reader = Readonly<{ to?: string; known?: Pick<Merge, 'person' | 'account'> }>;

async function reader(cli: Cli, as: string): Promise<Reader> {
  if (as === 'sample') return {};
  if (as.includes('@')) {
    const { traits, account } = await findPerson(await cli.api(), as);
    return { to: as, known: { person: traits, account: domainOf(account ?? undefined) } };
  }
  const { name, email, traits, account } = await findPersona(cli.dir, as);
  const known = { person: traits, account: domainOf(account) };
  return { to: `${name} <${email}>`, known };
}

const domainOf = (domain: string | undefined): Merge['account'] =>
  domain === undefined ? {} : { domain };

function noSuchMail(mail: string, templates: Templates): string {
  const members = seriesOf(templates).get(mail);
  if (members) return `${mail} is a series. Name one of its mails: ${members.join(', ')}.`;
  const mails = [...templates.keys()];
  const near = nearest(mail, mails);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  return `There is no mail templates/${mail}.${meant} There are: ${mails.join(', ')}.`;
}
