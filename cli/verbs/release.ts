import { z } from 'zod';
import { userInfo } from 'node:os';
import { type ScopeOptions, scopeOf, withScope } from '../hold-scope.ts';
import type { Verb } from '../program.ts';

const holds = z.looseObject({
  holds: z.array(
    z.looseObject({
      id: z.string(),
      scope: z.string(),
      of: z.string().nullable(),
      reason: z.string(),
      releasedAt: z.string().nullable(),
    }),
  ),
});
const released = z.looseObject({ released: z.boolean() });

/** Lets mail go again: of the scope that is named, or of every hold. */
export const releaseVerb: Verb = (program, cli) => {
  const release = program
    .command('release')
    .description('release every hold, or the one of a scope: mail goes again');
  withScope(release).action(async (options: ScopeOptions) => {
    const { api: connect, output } = cli();
    const api = await connect();
    const { scope, of = null } = await scopeOf(api, options);
    const all = await api.get('/v1/holds', holds);
    const standing = all.holds.filter(
      (hold) =>
        hold.releasedAt === null && (scope === 'all' || (hold.scope === scope && hold.of === of)),
    );
    const body = { by: userInfo().username };
    for (const { id } of standing) await api.post(`/v1/holds/${id}/release`, body, released);
    output.result({ released: standing.map(({ id }) => id) }, () =>
      standing.length === 0
        ? ['No hold stands.']
        : standing.map(
            (hold) => `Released: ${hold.of === null ? '' : `${hold.of}: `}${hold.reason}`,
          ),
    );
  });
};
