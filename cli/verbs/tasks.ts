import { z } from 'zod';
import { table } from '../output.ts';
import type { Verb } from '../program.ts';

const task = z.looseObject({
  id: z.string(),
  state: z.string(),
  ask: z.string(),
  team: z.string().nullable(),
  rep: z.string().nullable(),
  email: z.string().nullable(),
  until: z.string(),
  doneBy: z.string().nullable(),
});
const listed = z.looseObject({ tasks: z.array(task), next: z.string().nullable() });
type Task = z.infer<typeof task>;

/** What people are asked to do, and what they have done. */
export const tasksVerb: Verb = (program, cli) => {
  const tasks = program
    .command('tasks')
    .description('what people are asked to do; done says that it is')
    .option('--state <state>', 'open, done, late or withdrawn', 'open')
    .option('--team <team>', 'only of this team')
    .option('--for <rep>', 'only those that this rep may do') // --rep is `done`’s own
    .action(async ({ for: rep, ...options }: { state: string; team?: string; for?: string }) => {
      const { api, output } = cli();
      const query = new URLSearchParams({
        ...options,
        ...(rep !== undefined && { rep }),
      }).toString();
      const found = await (await api()).get(`/v1/tasks?${query}`, listed);
      output.result(found, () =>
        found.tasks.length === 0 ? ['There are none.'] : table(found.tasks.map(rowOf)),
      );
    });
  tasks
    .command('done <id>')
    .description('it is done')
    .requiredOption('--rep <id>', 'who did it')
    .option('--note <text>')
    .action(async (id: string, options: { rep: string; note?: string }) => {
      const { api, output } = cli();
      const path = `/v1/tasks/${encodeURIComponent(id)}/done`;
      const answer = await (await api()).post(path, options, task);
      output.result(answer, () => table([rowOf(answer)]));
    });
};

const rowOf = ({ id, state, ask, team, rep, email, until, doneBy }: Task): readonly string[] => [
  id,
  state,
  email ?? 'somebody who was erased',
  doneBy ?? rep ?? team ?? 'anybody',
  ask,
  state === 'open' ? `until ${until}` : '',
];
