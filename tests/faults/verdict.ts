import { KINDS, PHASES } from './fault.ts';
import type { Intended } from './audit.ts';
import type { Kill, Outcome } from './run.ts';

/** What a run broke of what is promised, in sentences; empty: nothing. Without evidence what is UNKNOWN may be lost, and only that. */
export function broken(outcome: Outcome): readonly string[] {
  const { plan, deck, audit, findings } = outcome;
  const lost = plan.evidence ? audit.lost : audit.lost.filter((one) => !isUnknown(one));
  return [
    ...lost.map((one) => `lost: ${say(one)}`),
    ...audit.doubled.map((one) => `doubled: ${say(one)}`),
    ...audit.unlike.map((id) => `came in copies that are not the same: ${id}`),
    ...audit.wronged.map((to) => `suppressed by our own fault: ${to}`),
    ...unknownAt(outcome)
      .filter(({ unknown, most }) => unknown > most)
      .map(({ unknown, most, by }) => `${unknown} are UNKNOWN by ${by}, of at most ${most}`),
    ...deck.missing.map(({ phase, kind }) => `never happened: ${kind} at ${phase}`),
    ...findings,
  ];
}

/** What was killed when, ms: beside the times of copies. */
export const timesOf = ({ kills }: Outcome): string =>
  kills.map(({ target, at }) => `${at} ${target}`).join('\n');

/** Connections that a worker may have to the mail server at once: see mail/transport.ts. */
const CONNECTIONS = 5;

/** PostgreSQL takes all workers along. */
const connectionsAt = ({ target }: Kill, { frozen }: Outcome['plan']): number =>
  CONNECTIONS * (target === 'postgres' && frozen > 0 ? 2 : 1);

type Left = Readonly<{ by: string; most: number; unknown: number }>;

/** Who stood still may let go of last bytes when they go on, before they notice that their connections are gone; ms. */
const NOTICES = 2_000;

/**
 * How many mails each kill of the product or of PostgreSQL left UNKNOWN: those it came next after, when their last bytes were let go. A freeze
 * cuts connections twice: when it begins, and when it is over.
 */
function unknownAt({ plan, kills, thaws, audit }: Outcome): readonly Left[] {
  const over = thaws.map((at): Kill => ({ target: 'frozen', at: at + NOTICES }));
  const cutting = [...kills.filter(({ target }) => target !== 'temporal'), ...over].toSorted(
    (a, b) => a.at - b.at,
  );
  const others = audit.unknown.filter((one) => !audit.riddles.includes(one));
  const counts = Map.groupBy(others, ({ letGoAt = 0 }) => cutting.find(({ at }) => at >= letGoAt));
  const left = (kill: Kill | undefined): Left => ({
    by:
      kill === undefined
        ? 'nothing'
        : kill.target === 'frozen'
          ? 'one frozen worker'
          : `one kill of ${kill.target}`,
    most: kill === undefined ? 0 : connectionsAt(kill, plan),
    unknown: counts.get(kill)?.length ?? 0,
  });
  return [...cutting.map(left), left(undefined)];
}

const isUnknown = ({ state }: Intended): boolean => state === 'UNKNOWN';

const say = ({ to, mail, taken, state, came }: Intended): string =>
  `‘${mail}’ to ${to}, taken ${taken} times, ${state ?? 'not'} in the ledger; copies at ${came.join(', ') || 'no time'}`;

/** The run as a table, for people. */
export function tableOf(outcome: Outcome): string {
  const { plan, deck, audit } = outcome;
  const cells = deck.cells;
  const { copies, again } = audit;
  const row = (first: string, ...rest: readonly (string | number)[]): string =>
    first.padEnd(10) + rest.map((one) => `${one}`.padStart(9)).join('');
  return [
    row('', ...KINDS),
    ...PHASES.map((phase) =>
      row(phase, ...KINDS.map((kind) => cells.get(`${phase} ${kind}`) ?? 0)),
    ),
    killsLine(outcome),
    `whole copies: ${copies}; mails that came in more than one: ${again}`,
    `mails: ${audit.intended} intended, ${audit.once} taken once, ${audit.refused.length} refused`,
    `lost: ${audit.lost.length} (${audit.lost.filter(isUnknown).length} of them UNKNOWN in the ledger); doubled: ${audit.doubled.length}`,
    unknownLine(outcome),
    `seed: ${plan.seed}`,
  ].join('\n');
}

function killsLine({ kills }: Outcome): string {
  const counts = Map.groupBy(kills, ({ target }) => target);
  return `kills: ${[...counts].map(([target, { length }]) => `${target} ${length}`).join(', ')}`;
}

function unknownLine(outcome: Outcome): string {
  const { unknown, riddles } = outcome.audit;
  const [worst] = unknownAt(outcome).toSorted((a, b) => b.unknown - a.unknown);
  const most = worst === undefined ? '' : `, ${worst.unknown} of them by ${worst.by}`;
  return `UNKNOWN: ${unknown.length}, ${riddles.length} where the mail server did not answer, ${unknown.length - riddles.length} by kills${most}`;
}
