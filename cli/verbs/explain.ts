import { z } from 'zod';
import { findPerson } from '../people.ts';
import type { Verb } from '../program.ts';

const explained = z.looseObject({
  positions: z.array(
    z.looseObject({
      journey: z.string(),
      status: z.string(),
      step: z.string(),
      faulted: z.string().nullable(),
      facts: z.array(z.looseObject({ sentence: z.string(), since: z.string() })),
    }),
  ),
  story: z.array(z.looseObject({ at: z.string(), says: z.string() })),
});

/** Why they got, or did not get, what they did. */
export const explainVerb: Verb = (program, cli) => {
  program
    .command('explain <email>')
    .description('why somebody got, or did not get, what they did')
    .action(async (email: string) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const { id } = await findPerson(api, email);
      const said = await api.get(`/v1/prospects/${id}/explain`, explained);
      output.result(said, () => linesOf(said));
    });
};

function linesOf({ positions, story }: z.infer<typeof explained>): readonly string[] {
  const now = positions.flatMap(({ journey, status, step, faulted, facts }) => [
    `${journey}: ${status} at ${step}${faulted === null ? '' : `, faulted: ${faulted}`}`,
    ...facts.map(({ sentence, since }) => `  ${sentence} (since ${since})`),
  ]);
  return [
    ...story.map(({ at, says }) => `${at}  ${says}`),
    ...(now.length > 0 ? ['', ...now] : []),
  ];
}
