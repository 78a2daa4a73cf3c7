import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileMap } from '../api/imports/compile-map.ts';
import type { Finding } from '../core/check/finding.ts';
import type { MailFacts } from '../core/rules/book.ts';
import { nearest } from '../core/nearest.ts';
import { knownOf } from '../mail/known-of.ts';
import { mailsGen } from '../mail/mails-gen.ts';
import { isWarning } from '../mail/problems.ts';
import type { Templates } from '../mail/template.ts';
import { readTemplates } from '../mail/templates.ts';
import { checkModel } from '../project/check-behaviour.ts';
import { checkPersonas } from '../project/check-personas.ts';
import { checkProject } from '../project/check.ts';
import { importMapNames, loadImportMap } from '../project/import-map.ts';
import { loadProject, type Project } from '../project/load.ts';
import { loadHouse } from '../project/load-house.ts';
import { personaNames } from '../project/personas.ts';
import { HouseError } from '../project/problem.ts';
import { typeCheck } from '../project/type-check.ts';
import { saidBy } from './mishap.ts';

/** How much was looked at, and all that is wrong with it. */
export type Checked = Readonly<{
  journeys: number;
  mails: number;
  maps: number;
  personas: number;
  findings: readonly Finding[];
}>;

/** `today`: 'YYYY-MM-DD'. `types`: ask TypeScript too. */
export type Checking = Readonly<{ today: string; types: boolean }>;

/** Everything a project says, held against everything else in it and against the rule book. */
export async function checkAll(dir: string, { today, types }: Checking): Promise<Checked> {
  try {
    const [checked, complaints] = await Promise.all([
      checkContent(dir, today),
      types ? typeCheck(dir) : [], // a process of its own, meanwhile
    ]);
    return { ...checked, findings: [...complaints, ...checked.findings] };
  } catch (error) {
    if (error instanceof HouseError)
      return { journeys: 0, mails: 0, maps: 0, personas: 0, findings: error.problems };
    throw error;
  }
}

async function checkContent(dir: string, today: string): Promise<Checked> {
  const house = await loadHouse(dir);
  const { templates, findings: ofMails } = await mailsOf(dir, knownOf(house));
  const project = await loadProject(dir, templates);
  const maps = await importMapNames(dir);
  const findings = [
    ...checkProject(project, { today, mails: factsOf(templates) }),
    ...ofMails,
    ...(await Promise.all(maps.map((name) => checkMap(project, name)))).flat(),
    ...(await checkPersonas(dir, { house, mails: templates })),
    ...(await ofModel(project, templates)),
  ];
  const journeys = project.journeys.length;
  const personas = (await personaNames(dir)).length;
  return { journeys, mails: templates?.size ?? 0, maps: maps.length, personas, findings };
}

/** What cannot be read yet would only be told twice: its model is held against a project that stands. */
async function ofModel(
  { dir, house, journeys, problems }: Project,
  templates: Templates | undefined,
): Promise<readonly Finding[]> {
  if (problems.length > 0 || !templates) return [];
  const frozen = journeys.map((journey) => journey.frozen);
  return checkModel(dir, { house, journeys: frozen, mails: [...templates.keys()] });
}

/** What the rule book asks of mails. Fallbacks, unsubscribing and the address are the mail room's own to refuse. */
const factsOf = (templates: Templates = new Map()): ReadonlyMap<string, MailFacts> =>
  new Map(
    [...templates].map(([mail, { slots, pitches, discounts }]) => [
      mail,
      { slots, pitches: pitches.map(({ word }) => word), discount: discounts.length > 0 },
    ]),
  );

type Read = Readonly<{ templates?: Templates; findings: readonly Finding[] }>;
/** Where some mails cannot be read, journeys are not held against the others: that would only be told twice. */
async function mailsOf(dir: string, known: Parameters<typeof readTemplates>[1]): Promise<Read> {
  const { templates, broken, problems } = await readTemplates(dir, known);
  const findings = problems.map((problem) => ({ path: '', ...problem }));
  if (broken.size > 0 || !problems.every(isWarning)) return { findings };
  return { templates, findings: [...findings, ...(await stale(dir, templates))] };
}

async function stale(dir: string, templates: Templates): Promise<readonly Finding[]> {
  const file = 'templates/mails.gen.ts';
  if (mailsGen(templates) === (await readFile(join(dir, file), 'utf8').catch(() => ''))) return [];
  return [
    {
      code: 'T002',
      file,
      path: '',
      what: 'It tells of other mails or slots than the templates have.',
      mend: 'Run: perennial types',
    },
  ];
}

async function checkMap({ dir, house }: Project, name: string): Promise<readonly Finding[]> {
  const finding = (path: string, what: string, mend: string): Finding => ({
    code: 'I001',
    file: `imports/${name}.json`,
    path,
    what,
    mend,
  });
  try {
    const map = await loadImportMap(dir, name);
    compileMap(map, Object.keys(house.topics));
    const traits = Object.keys(house.traits);
    return Object.keys(map.traits)
      .filter((trait) => !traits.includes(trait))
      .map((trait) => {
        const near = nearest(trait, traits);
        const meant =
          near === undefined ? `It knows ${traits.join(', ')}.` : `Did you mean “${near}”?`;
        return finding(`traits.${trait}`, `The house has no trait “${trait}”.`, meant);
      });
  } catch (error) {
    return [finding('', saidBy(error), 'Mend the map.')];
  }
}
