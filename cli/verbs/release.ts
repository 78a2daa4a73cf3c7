import { z } from 'zod';
import { userInfo } from 'node:os';
import { AN_ANSWER } from '../../store/put-hold.ts';
import { type ScopeOptions, scopeOf, withScope } from '../hold-scope.ts';
import type { Verb } from '../program.ts';

const holds = z.looseObject({
  holds: z.array(
    z.looseObject({
      id: z.string(),
      scope: z.string(),
      of: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      releasedAt: z.string().nullable(),
    }),
  ),
});
const released = z.looseObject({ released: z.boolean() });

type Hold = z.output<typeof holds>['holds'][number];

/** Lets mail go again: of the scope that is named, or of every hold but those that wait for a person to decide on an answer. */
export const releaseVerb: Verb = (program, cli) => {
  const release = program
    .command('release')
    .description('release every hold, or the one of a scope: mail goes again');
  withScope(release).action(async (options: ScopeOptions) => {
    const { api: connect, output } = cli();
    const api = await connect();
    const { scope, of = null } = await scopeOf(api, options);
    const { holds: all } = await api.get('/v1/holds', holds);
    const standing = all.filter(({ releasedAt }) => releasedAt === null);
    const meant = (hold: Hold): boolean =>
      scope === 'all' ? hold.by !== AN_ANSWER : hold.scope === scope && hold.of === of;
    const chosen = standing.filter(meant);
    const body = { by: userInfo().username };
    for (const { id } of chosen) await api.post(`/v1/holds/${id}/release`, body, released);
    const undecided = standing.filter((hold) => scope === 'all' && !meant(hold)).length;
    output.result({ released: chosen.map(({ id }) => id) }, () => [
      ...(chosen.length === 0 ? ['No hold stands.'] : chosen.map(sayReleased)),
      ...(undecided === 0 ? [] : [`${undecided} answered, and wait: see perennial replies`]),
    ]);
  });
};

const sayReleased = ({ of, reason }: Hold): string =>
  `Released: ${of === null ? '' : `${of}: `}${reason}`;
