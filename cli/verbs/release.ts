import { z } from 'zod';
import { userInfo } from 'node:os';
import { AN_ANSWER } from '../../store/put-hold.ts';
import type { Api } from '../api.ts';
import { sayScope, type ScopeOptions, scopeOf, withScope } from '../hold-scope.ts';
import { Mishap } from '../mishap.ts';
import type { Verb } from '../program.ts';
import { type StandingHold, standingHolds } from '../standing-holds.ts';

const released = z.looseObject({ released: z.boolean() });

/**
 * Lets mail go again: the hold of this id alone, the one of the scope that is named, or every hold but those that wait for a person to decide
 * on an answer.
 */
export const releaseVerb: Verb = (program, cli) => {
  const release = program
    .command('release')
    .argument('[id]', 'one hold alone, as perennial holds names it')
    .description('release every hold, or the one of a scope: mail goes again');
  withScope(release).action(async (id: string | undefined, options: ScopeOptions) => {
    const { api: connect, output } = cli();
    const api = await connect();
    const meant = id === undefined ? await meantBy(api, options) : isNamed(id, options);
    const standing = await standingHolds(api);
    const chosen = standing.filter(meant);
    const body = { by: userInfo().username };
    for (const hold of chosen) await api.post(`/v1/holds/${hold.id}/release`, body, released);
    const all = id === undefined && sayScope(options) === '';
    const undecided = all ? standing.length - chosen.length : 0;
    output.result({ released: chosen.map((hold) => hold.id) }, () => [
      ...(chosen.length === 0 ? ['No hold stands.'] : chosen.map(sayReleased)),
      ...(undecided === 0 ? [] : [`${undecided} answered, and wait: see perennial replies`]),
    ]);
  });
};

type Meant = (hold: StandingHold) => boolean;

async function meantBy(api: Api, options: ScopeOptions): Promise<Meant> {
  const { scope, of = null } = await scopeOf(api, options);
  return (hold) =>
    scope === 'all' ? hold.by !== AN_ANSWER : hold.scope === scope && hold.of === of;
}

function isNamed(id: string, options: ScopeOptions): Meant {
  if (sayScope(options) !== '') throw new Mishap('Say the id of a hold or a scope, not both.', 2);
  return (hold) => hold.id === id;
}

const sayReleased = ({ of, reason }: StandingHold): string =>
  `Released: ${of === null ? '' : `${of}: `}${reason}`;
