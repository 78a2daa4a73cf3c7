import { z } from 'zod';
import { userInfo } from 'node:os';
import type { Verb } from '../program.ts';

const placed = z.looseObject({ id: z.string(), already: z.boolean() });

/** Stops everything from the commit on. */
export const holdVerb: Verb = (program, cli) => {
  program
    .command('hold')
    .description('stop every mail, at once, until it is released')
    .requiredOption('--reason <text>', 'why; everybody held is shown it')
    .action(async ({ reason }: { reason: string }) => {
      const { api, output } = cli();
      const body = { reason, by: userInfo().username };
      const answer = await (await api()).post('/v1/holds', body, placed);
      output.result(answer, () => [
        answer.already
          ? 'A hold stands already; nothing leaves. Let mail go with: perennial release'
          : 'Nothing leaves any more. Let mail go with: perennial release',
      ]);
    });
};
