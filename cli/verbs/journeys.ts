import { z } from 'zod';
import type { Entrance } from '../../core/frozen.ts';
import { type LoadedJourney, loadProject } from '../../project/load.ts';
import type { Cli } from '../context.ts';
import { grouped, table } from '../output.ts';
import type { Verb } from '../program.ts';

/** The journeys of the project, how one gets into them, and how many are. */
export const journeysVerb: Verb = (program, cli) => {
  program
    .command('journeys')
    .description('the journeys of the project, how one gets into them, how many are in them')
    .action(async () => {
      const here = cli();
      const { journeys, problems } = await loadProject(here.dir);
      if (problems.length > 0) {
        process.exitCode = 1;
        here.output.aside('Some journeys cannot be read. perennial check tells what is wrong.');
      }
      const open = await openIn(here);
      const listed = journeys.map((journey) => summary(journey, open));
      here.output.result(listed, () => table(listed.map(rowOf)));
    });
};

type Open = ReadonlyMap<string, number> | undefined;
type Listed = ReturnType<typeof summary>;

const report = z.looseObject({
  journeys: z.array(z.looseObject({ journey: z.string(), open: z.int() })),
});

/** How many people are in each; unknown where nothing runs, unless it was asked for by name. */
async function openIn(cli: Cli): Promise<Open> {
  try {
    const { journeys } = await (await cli.api()).get('/v1/reports/stages', report);
    return new Map(journeys.map(({ journey, open }) => [journey, open]));
  } catch (error) {
    if (cli.worldAsked) throw error;
    return undefined;
  }
}

const summary = ({ id, file, hash, frozen }: LoadedJourney, open: Open) => ({
  journey: id,
  file,
  version: hash,
  topic: frozen.topic,
  enter: frozen.enter.map(wayIn),
  stages: Object.keys(frozen.stages),
  ...(open === undefined ? {} : { open: open.get(id) ?? 0 }),
});

const rowOf = ({ journey, enter, stages, open }: Listed): readonly string[] => [
  journey,
  ...(open === undefined ? [] : [`${grouped(open)} in it`]),
  enter.join(', '),
  stages.join(' → '),
];

const wayIn = (entrance: Entrance): string =>
  'on' in entrance ? `on ${entrance.on}` : `by ${entrance.by}`;
