import { z } from 'zod';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const back = z.looseObject({ resumesAt: z.string().nullable() });
type Options = Readonly<{ rep: string; reason?: string; note?: string; resumeAt?: string }>;

/** Sales gives somebody back to their journeys. */
export const giveBackVerb: Verb = (program, cli) => {
  program
    .command('give-back <email>')
    .description('sales gives somebody back: their journeys go on where they stood')
    .requiredOption('--rep <id>', 'who gives them back')
    .option('--reason <reason>', 'one that the house knows; its rest begins')
    .option('--note <text>')
    .option('--resume-at <date>', 'not before this date: 2027-05-12')
    .action(async (email: string, options: Options) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/give-back`, options, back);
      output.result(answer, () => [
        answer.resumesAt === null
          ? 'Given back: their journeys go on.'
          : `Given back: their journeys go on at ${answer.resumesAt}.`,
      ]);
    });
};
