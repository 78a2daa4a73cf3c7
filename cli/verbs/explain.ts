import { z } from 'zod';
import { explainJourney } from '../../core/english/explain-journey.ts';
import { loadProject } from '../../project/load.ts';
import type { Cli } from '../context.ts';
import { explainText } from '../explain-text.ts';
import { findJourney } from '../find-journey.ts';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const explained = z.looseObject({
  positions: z.array(
    z.looseObject({
      journey: z.string(),
      status: z.string(),
      step: z.string(),
      faulted: z.string().nullable(),
      facts: z.array(z.looseObject({ sentence: z.string(), since: z.string() })),
    }),
  ),
  story: z.array(z.looseObject({ at: z.string(), says: z.string() })),
});

/** A journey in plain English; or, of a person, why they got, or did not get, what they did. */
export const explainVerb: Verb = (program, cli) => {
  program
    .command('explain <what>')
    .description(
      'a journey in plain English; of an address, why they got, or did not get, what they did',
    )
    .action(async (what: string) => {
      await (what.includes('@') ? explainPerson(cli(), what) : explainTheJourney(cli(), what));
    });
};

async function explainPerson({ api: connect, output }: Cli, email: string): Promise<void> {
  const api = await connect();
  const { id } = await findPerson(api, email);
  const said = await api.get(`/v1/prospects/${id}/explain`, explained);
  output.result(said, () => linesOf(said));
}

async function explainTheJourney({ dir, output }: Cli, name: string): Promise<void> {
  const project = await loadProject(dir);
  const { frozen, hash } = findJourney(project, name);
  const said = explainJourney({ journey: frozen, house: project.data });
  output.result({ ...said, version: hash }, () => explainText(said, hash.slice(0, 12)));
}

function linesOf({ positions, story }: z.infer<typeof explained>): readonly string[] {
  const now = positions.flatMap(({ journey, status, step, faulted, facts }) => [
    `${journey}: ${status} at ${step}${faulted === null ? '' : `, faulted: ${faulted}`}`,
    ...facts.map(({ sentence, since }) => `  ${sentence} (since ${since})`),
  ]);
  return [
    ...story.map(({ at, says }) => `${at}  ${says}`),
    ...(now.length > 0 ? ['', ...now] : []),
  ];
}
