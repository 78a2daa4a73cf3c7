import { z } from 'zod';
import { table } from '../output.ts';
import type { Verb } from '../program.ts';

const reply = z.looseObject({
  id: z.string(),
  state: z.string(),
  email: z.string().nullable(),
  mail: z.string(),
  owner: z.looseObject({ name: z.string() }),
  excerpt: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
const listed = z.looseObject({ replies: z.array(reply), next: z.string().nullable() });
type Reply = z.infer<typeof reply>;
type Filter = Readonly<{ state: string; sender?: string; for?: string }>;
type Decision = Readonly<{ decision: string; by: string; reason?: string; note?: string }>;

/** What people answered, and what is to follow from it. */
export const repliesVerb: Verb = (program, cli) => {
  const replies = program
    .command('replies')
    .description('what people answered; decide says what follows')
    .option('--state <state>', 'open or decided', 'open')
    .option('--sender <id>', 'only those to this sender’s mails')
    .option('--for <rep>', 'only those of people whom this rep has')
    .action(async ({ for: rep, ...options }: Filter) => {
      const { api, output } = cli();
      const query = new URLSearchParams({ ...options, ...(rep !== undefined && { rep }) });
      const found = await (await api()).get(`/v1/replies?${query.toString()}`, listed);
      output.result(found, () =>
        found.replies.length === 0 ? ['There are none.'] : table(found.replies.map(rowOf)),
      );
    });
  replies
    .command('decide <id> <decision>')
    .description('go-on, take, leave or unsubscribe')
    .requiredOption('--by <who>', 'who decides; to take them, the id of the rep')
    .option('--reason <end>', 'as what they leave: bad-fit, competitor, left-company, done, won')
    .option('--note <text>')
    .action(async (id: string, decision: string, options: Omit<Decision, 'decision'>) => {
      const { api, output } = cli();
      const path = `/v1/replies/${encodeURIComponent(id)}/decide`;
      const answer = await (await api()).post(path, { decision, ...options }, reply);
      output.result(answer, () => table([rowOf(answer)]));
    });
};

const LONGEST = 60;

const rowOf = ({ id, state, email, mail, owner, excerpt, decidedBy }: Reply): readonly string[] => [
  id,
  state,
  email ?? 'somebody who was erased',
  mail,
  decidedBy ?? owner.name,
  shortened(excerpt ?? ''),
];

function shortened(said: string): string {
  const line = said.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
