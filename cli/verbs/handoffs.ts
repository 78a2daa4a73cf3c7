import type { Command } from 'commander';
import { z } from 'zod';
import { Mishap } from '../mishap.ts';
import { table } from '../output.ts';
import type { Cli } from '../context.ts';
import type { Verb } from '../program.ts';

const handoff = z.looseObject({
  id: z.string(),
  state: z.string(),
  team: z.string(),
  reps: z.array(z.looseObject({ id: z.string() })),
  rep: z.string().nullable(),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  packet: z.looseObject({ who: z.looseObject({ email: z.string() }) }),
});
const listed = z.looseObject({ handoffs: z.array(handoff), next: z.string().nullable() });
type Handoff = z.infer<typeof handoff>;

/** What sales is offered, and what it says. */
export const handoffsVerb: Verb = (program, cli) => {
  const handoffs = program
    .command('handoffs')
    .description('what sales is offered; accept, reject, … answer')
    .option('--state <state>', 'only these: offered, accepted, …')
    .option('--team <team>', 'only of this team')
    .action(async (options: { state?: string; team?: string }) => {
      const { api, output } = cli();
      const query = new URLSearchParams(options).toString();
      const found = await (await api()).get(`/v1/handoffs?${query}`, listed);
      output.result(found, () =>
        found.handoffs.length === 0 ? ['There are none.'] : table(found.handoffs.map(rowOf)),
      );
    });
  answers(handoffs, cli);
};

function answers(handoffs: Command, cli: () => Cli): void {
  const verb = (name: string, description: string): Command =>
    handoffs
      .command(`${name} <id>`)
      .description(description)
      .requiredOption('--rep <id>', 'who answers: a rep of the team');
  verb('accept', 'take them').action(answering('accept', cli));
  verb('reject', 'not this one')
    .requiredOption('--reason <reason>', 'one that the house knows')
    .option('--note <text>')
    .action(answering('reject', cli));
  verb('not-yet', 'ask again at a date')
    .requiredOption('--until <date>', '2027-05-12')
    .action(answering('not-yet', cli));
  verb('return', 'give them back to marketing')
    .option('--reason <reason>')
    .action(answering('return', cli));
  verb('outcome', 'how it ended')
    .requiredOption('--outcome <result>', 'won or lost')
    .option('--reason <reason>')
    .option('--value <number>', 'what it is worth', numberOf)
    .action(answering('outcome', cli));
}

const answering =
  (verb: string, cli: () => Cli) =>
  async (id: string, options: Record<string, unknown>): Promise<void> => {
    const { api, output } = cli();
    const path = `/v1/handoffs/${encodeURIComponent(id)}/${verb}`;
    const answer = await (await api()).post(path, options, handoff);
    output.result(answer, () => table([rowOf(answer)]));
  };

function numberOf(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Mishap(`“${text}” is no number.`, 2);
  return value;
}

const rowOf = ({
  id,
  state,
  team,
  packet,
  rep,
  reps,
  reason,
  until,
}: Handoff): readonly string[] => [
  id,
  state,
  packet.who.email,
  rep ?? `${team}: ${reps.map((one) => one.id).join(', ')}`,
  reason ?? (until === null ? '' : `until ${until}`),
];
