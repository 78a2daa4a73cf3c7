import { table } from '../output.ts';
import type { Verb } from '../program.ts';
import { type StandingHold, standingHolds } from '../standing-holds.ts';

/** What keeps mail back now, since when, and why. */
export const holdsVerb: Verb = (program, cli) => {
  program
    .command('holds')
    .description('what is held now: by whom, since when and why; release ID lets one go')
    .action(async () => {
      const { api, output } = cli();
      const holds = await standingHolds(await api());
      output.result({ holds }, () =>
        holds.length === 0 ? ['No hold stands.'] : table(holds.map(rowOf)),
      );
    });
};

const rowOf = ({ id, scope, of, reason, by, placedAt }: StandingHold): readonly string[] => [
  id,
  of === null ? scope : `${scope} ${of}`,
  by,
  placedAt,
  reason,
];
