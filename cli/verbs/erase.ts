import { z } from 'zod';
import { Mishap } from '../mishap.ts';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const erased = z.looseObject({ erased: z.boolean() });

/** Forgets somebody, for good. */
export const eraseVerb: Verb = (program, cli) => {
  program
    .command('erase <email>')
    .description('forget somebody for good; only the hash of their address stays, never mailed')
    .option('--yes', 'really: there is no way back')
    .action(async (email: string, { yes }: { yes?: true }) => {
      if (yes !== true) throw new Mishap('There is no way back. Say --yes to erase them.', 2);
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/erase`, {}, erased);
      output.result(answer, () => ['Erased. Their journeys have ended, and no mail will leave.']);
    });
};
