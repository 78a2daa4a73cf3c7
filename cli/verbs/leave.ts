import { z } from 'zod';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const left = z.looseObject({ closed: z.array(z.string()) });

/** Out of a journey, or of all. */
export const leaveVerb: Verb = (program, cli) => {
  program
    .command('leave <email>')
    .description('take somebody out of one journey, or of all')
    .requiredOption('--reason <end>', 'how it ends: done, bad-fit, competitor, left-company, …')
    .option('--journey <name>', 'only this one')
    .action(async (email: string, options: { reason: string; journey?: string }) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/leave`, options, left);
      const { length } = answer.closed;
      output.result(answer, () => [
        length === 0
          ? 'They were in no such journey.'
          : `Out of ${length} journey${length === 1 ? '' : 's'}.`,
      ]);
    });
};
