import { KINDS, mayLeaveUnknown, PHASES } from './fault.ts';
import type { Intended } from './audit.ts';
import type { Outcome } from './run.ts';

/** What a run broke of what is promised, in sentences; empty: nothing. Without evidence what is UNKNOWN may be lost, and only that. */
export function broken(outcome: Outcome, evidence: boolean): readonly string[] {
  const { deck, audit, findings } = outcome;
  const lost = evidence ? audit.lost : audit.lost.filter(({ state }) => state !== 'UNKNOWN');
  const most = mostUnknown(outcome);
  return [
    ...lost.map((one) => `lost: ${say(one)}`),
    ...audit.doubled.map((one) => `doubled: ${say(one)}`),
    ...audit.unlike.map((id) => `came in copies that are not the same: ${id}`),
    ...audit.wronged.map((to) => `suppressed by our own fault: ${to}`),
    ...(audit.unknown.length > most
      ? [`${audit.unknown.length} are UNKNOWN, of which at most ${most} can be`]
      : []),
    ...deck.missing.map(({ phase, kind }) => `never happened: ${kind} at ${phase}`),
    ...findings,
  ];
}

/** One a connection that was cut by a kill, and one a fault in the middle of a mail or after it. */
export const mostUnknown = ({ cut, deck }: Outcome): number => cut + deck.count(mayLeaveUnknown);

const say = ({ to, mail, taken, state }: Intended): string =>
  `‘${mail}’ to ${to}, taken ${taken} times, ${state ?? 'not'} in the ledger`;

/** The run as a table, for people. */
export function tableOf(outcome: Outcome): string {
  const { plan, deck, killed, cut, audit } = outcome;
  const cells = deck.cells;
  const row = (first: string, ...rest: readonly (string | number)[]): string =>
    first.padEnd(10) + rest.map((one) => `${one}`.padStart(9)).join('');
  const kills = (['product', 'postgres', 'temporal'] as const).map(
    (target) => `${target} ${killed.filter((one) => one === target).length}`,
  );
  const lostUnknown = audit.lost.filter(({ state }) => state === 'UNKNOWN').length;
  return [
    row('', ...KINDS),
    ...PHASES.map((phase) =>
      row(phase, ...KINDS.map((kind) => cells.get(`${phase} ${kind}`) ?? 0)),
    ),
    `kills: ${kills.join(', ')}; ${cut} connections cut by those of product and PostgreSQL`,
    `mails: ${audit.intended} intended, ${audit.once} taken once, ${audit.refused.length} refused`,
    `lost: ${audit.lost.length} (${lostUnknown} of them UNKNOWN in the ledger); doubled: ${audit.doubled.length}`,
    `UNKNOWN: ${audit.unknown.length}, at most ${mostUnknown(outcome)}`,
    `seed: ${plan.seed}`,
  ].join('\n');
}
