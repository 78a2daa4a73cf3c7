import { z } from 'zod';
import { Mishap } from '../mishap.ts';
import { grouped, table } from '../output.ts';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const entered = z.looseObject({ status: z.enum(['entered', 'waiting', 'already']) });
const everyone = z.looseObject({
  enrolled: z.int(),
  already: z.int(),
  suppressed: z.int(),
  withoutConsent: z.int(),
  refused: z.int(),
});

/** Into a journey: one person, or everybody who may be written to. */
export const enrolVerb: Verb = (program, cli) => {
  program
    .command('enrol <journey>')
    .description('enrol one person, or everybody who may be mailed')
    .option('--all', 'everybody who may be mailed on its topic')
    .option('--email <address>', 'whoever has this address')
    .action(async (journey: string, { all, email }: { all?: true; email?: string }) => {
      if ((all === undefined) === (email === undefined))
        throw new Mishap('Say whom: --all, or --email ADDRESS.', 2);
      const { api: connect, output } = cli();
      const api = await connect();
      if (email === undefined) {
        const counts = await api.post('/v1/enrol', { journey, all: true }, everyone);
        return output.result(counts, () => enrolledLines(counts));
      }
      const { id } = await findPerson(api, email);
      const answer = await api.post(`/v1/prospects/${id}/enrol`, { journey }, entered);
      return output.result(answer, () => [SAID[answer.status]]);
    });
};

const SAID = {
  entered: 'Enrolled.',
  waiting: 'Enrolled; it begins when the journey that speaks with them now has ended.',
  already: 'They are in it already.',
} as const;

export const enrolledLines = (counts: z.infer<typeof everyone>): readonly string[] =>
  table([
    ['enrolled', grouped(counts.enrolled)],
    ['already in it', grouped(counts.already)],
    ['suppressed', grouped(counts.suppressed)],
    ['without consent', grouped(counts.withoutConsent)],
    ['not again yet', grouped(counts.refused)],
  ]);
