import { z } from 'zod';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const taken = z.looseObject({ rep: z.string() });

/** Sales takes somebody, at any time. */
export const takeVerb: Verb = (program, cli) => {
  program
    .command('take <email>')
    .description('sales takes somebody: our mails stop, and their journeys stand still')
    .requiredOption('--rep <id>', 'who takes them: a rep of any team')
    .option('--reason <text>', 'why')
    .action(async (email: string, options: { rep: string; reason?: string }) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/take`, options, taken);
      output.result(answer, () => [
        `${answer.rep} has them. Give them back with: perennial give-back ${email} --rep ${answer.rep}`,
      ]);
    });
};
