import { findPerson, type Person } from '../people.ts';
import { table } from '../output.ts';
import type { Verb } from '../program.ts';

/** Who somebody is to us. */
export const findVerb: Verb = (program, cli) => {
  program
    .command('find <email>')
    .description('who has this address: traits, consents, journeys')
    .action(async (email: string) => {
      const { api, output } = cli();
      const found = await findPerson(await api(), email);
      output.result(found, () => linesOf(found));
    });
};

function linesOf(found: Person): readonly string[] {
  const traits = Object.entries(found.traits).map(([trait, value]) => [trait, String(value)]);
  const consents = found.consents.map(({ topic, basis, withdrawnAt }) => [
    'consent',
    `${topic}: ${withdrawnAt === null ? basis : `withdrawn ${withdrawnAt}`}`,
  ]);
  const entries = found.entries.map((entry) => [
    entry.journey,
    [entry.endedAs === null ? (entry.step ?? '') : `ended: ${entry.endedAs}`, entry.faulted ?? '']
      .filter((text) => text !== '')
      .join(', faulted: '),
    entry.status,
  ]);
  const suppressed = found.suppressed === null ? [] : [['suppressed', found.suppressed.reason]];
  return table([
    ['id', found.id],
    ['address', found.email ?? '(erased)'],
    ...(found.account === null ? [] : [['account', found.account]]),
    ...traits,
    ...consents,
    ...suppressed,
    ...entries,
  ]);
}
