import type { Command } from 'commander';
import type { Api } from './api.ts';
import { Mishap } from './mishap.ts';
import { findPerson } from './people.ts';

/** What a hold may be on, as it is said on the command line. */
export type ScopeOptions = Readonly<{
  journey?: string;
  step?: string;
  sender?: string;
  account?: string;
  prospect?: string;
}>;
type Scope = Readonly<{ scope: string; of?: string }>;

/** Adds the options that name one scope. */
export const withScope = (command: Command): Command =>
  command
    .option('--journey <name>', 'only this journey')
    .option('--step <stage.step>', 'only this step; needs --journey')
    .option('--sender <id>', 'only in this sender’s name')
    .option('--account <domain>', 'only to people of this company')
    .option('--prospect <email>', 'only to this person');

/** How the scope that was named is said again, to release what was held. Pure. */
export function sayScope({ journey, step, sender, account, prospect }: ScopeOptions): string {
  const named = Object.entries({ journey, step, sender, account, prospect });
  return named.flatMap(([name, of]) => (of === undefined ? [] : [` --${name} ${of}`])).join('');
}

/** The scope that was named: none is all. Throws a Mishap where two were. */
export async function scopeOf(api: Api, options: ScopeOptions): Promise<Scope> {
  const { journey, step, sender, account, prospect } = options;
  if ([journey, sender, account, prospect].filter((one) => one !== undefined).length > 1)
    throw new Mishap('Name one of --journey, --sender, --account, --prospect.', 2);
  if (step !== undefined) {
    if (journey === undefined) throw new Mishap('Name the journey of the step: --journey.', 2);
    return { scope: 'step', of: `${journey}/${step}` };
  }
  if (journey !== undefined) return { scope: 'journey', of: journey };
  if (sender !== undefined) return { scope: 'sender', of: sender };
  if (account !== undefined) return { scope: 'account', of: account };
  if (prospect !== undefined)
    return { scope: 'prospect', of: (await findPerson(api, prospect)).id };
  return { scope: 'all' };
}
