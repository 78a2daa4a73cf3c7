import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newProject } from '../init/new-project.ts';
import type { Verb } from '../program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A project folder to begin with. */
export const initVerb: Verb = (program, cli) => {
  program
    .command('init <dir>')
    .description('make a project folder: a house, one journey, three mails, a persona and tests')
    .action(async (dir: string) => {
      const { output } = cli();
      await newProject(ROOT, resolve(dir));
      const way = relative(process.cwd(), resolve(dir)) || '.';
      const here = way.startsWith('..') ? dir : way; // from far away, as it was said
      output.result({ dir: here, journey: 'guide' }, () => [
        `Made ${here}: a house, one journey, three mails, a persona and tests. What next:`,
        '',
        ...(here === '.' ? [] : [`  cd ${here}`]),
        '  npx perennial check                     what the rule book says',
        '  npx perennial simulate guide --as ana   a year of somebody made up',
        '  npm test                                the journey’s own tests',
        '  npm start                               all of it, on this machine',
        '',
        'Then open journeys/house.ts, and make it yours.',
      ]);
    });
};
