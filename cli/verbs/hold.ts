import { z } from 'zod';
import { userInfo } from 'node:os';
import { sayScope, type ScopeOptions, scopeOf, withScope } from '../hold-scope.ts';
import type { Verb } from '../program.ts';

const placed = z.looseObject({ id: z.string(), already: z.boolean() });

/** Stops everything, or one scope, from the commit on. */
export const holdVerb: Verb = (program, cli) => {
  const hold = program
    .command('hold')
    .description('stop every mail, or those of one scope, at once, until it is released');
  withScope(hold)
    .requiredOption('--reason <text>', 'why; their stories and the page /holds say it')
    .action(async ({ reason, ...options }: ScopeOptions & { reason: string }) => {
      const { api: connect, output } = cli();
      const api = await connect();
      const scope = await scopeOf(api, options);
      const body = { ...scope, reason, by: userInfo().username };
      const answer = await api.post('/v1/holds', body, placed);
      const what = scope.scope === 'all' ? 'Nothing' : `Nothing of this ${scope.scope}`;
      const first = answer.already
        ? `A hold stands already; ${what.toLowerCase()} leaves.`
        : `${what} leaves any more.`;
      output.result(answer, () => [
        `${first} Let mail go with: perennial release${sayScope(options)}`,
      ]);
    });
};
