import { z } from 'zod';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const repaired = z.looseObject({ repaired: z.boolean() });

/** Lets somebody go on who was parked by a fault. */
export const repairVerb: Verb = (program, cli) => {
  program
    .command('repair <email>')
    .description('let somebody go on who stands still by a fault')
    .action(async (email: string) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/repair`, undefined, repaired);
      output.result(answer, () => [answer.repaired ? 'They go on.' : 'They were not faulted.']);
    });
};
