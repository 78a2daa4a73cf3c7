import { printFindings } from '../../core/check/print.ts';
import { sayGoal } from '../../core/goal.ts';
import { scoreVersionOf } from '../../project/book.ts';
import { loadProject } from '../../project/load.ts';
import type { Verb } from '../program.ts';

/** Says what is to be reached, as sentences. */
export const goalsVerb: Verb = (program, cli) => {
  program
    .command('goals')
    .description(
      'say the goals of journeys/goals.ts as sentences, and what the scores are called now',
    )
    .action(async () => {
      const { dir, output } = cli();
      const { goals, problems, scores } = await loadProject(dir);
      const wrong = problems.filter(({ file }) => file.startsWith('journeys/goals.ts'));
      if (wrong.length > 0) process.exitCode = 1;
      const scoreVersion = scores && scoreVersionOf(scores);
      const data = { goals, ...(scoreVersion && { scoreVersion }), problems: wrong };
      output.result(data, () => [
        ...(wrong.length > 0 ? [printFindings(wrong), ''] : []),
        ...goals.toSorted((a, b) => (a.by < b.by ? -1 : 1)).map(sayGoal),
        ...(goals.length + wrong.length === 0 ? [NONE] : []),
        ...(scoreVersion === undefined
          ? []
          : ['', `The scores as they count now: ${scoreVersion}`]),
      ]);
    });
};

const NONE =
  "There are no goals. Write them in journeys/goals.ts: export const goals = [grow('…', { … })].";
