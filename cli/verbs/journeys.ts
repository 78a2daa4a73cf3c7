import type { Entrance } from '../../core/frozen.ts';
import { type LoadedJourney, loadProject } from '../../project/load.ts';
import { table } from '../output.ts';
import type { Verb } from '../program.ts';

/** The journeys of the project, and how one gets into them. */
export const journeysVerb: Verb = (program, cli) => {
  program
    .command('journeys')
    .description('the journeys of the project, and how one gets into them')
    .action(async () => {
      const { dir, output } = cli();
      const { journeys, problems } = await loadProject(dir);
      if (problems.length > 0) {
        process.exitCode = 1;
        output.aside('Some journeys cannot be read. perennial check tells what is wrong.');
      }
      output.result(journeys.map(summary), () => table(journeys.map(rowOf)));
    });
};

const summary = ({ id, file, hash, frozen }: LoadedJourney) => ({
  journey: id,
  file,
  version: hash,
  topic: frozen.topic,
  enter: frozen.enter.map(wayIn),
  stages: Object.keys(frozen.stages),
});

const rowOf = ({ id, frozen }: LoadedJourney): readonly string[] => [
  id,
  frozen.enter.map(wayIn).join(', '),
  Object.keys(frozen.stages).join(' → '),
];

const wayIn = (entrance: Entrance): string =>
  'on' in entrance ? `on ${entrance.on}` : `by ${entrance.by}`;
