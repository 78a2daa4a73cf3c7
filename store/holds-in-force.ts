import type { Ctx } from './ctx.ts';
import { stepIn } from './hold-scope.ts';

/** What a mail is in the scopes of. */
export type InScopes = Readonly<{
  journey: string;
  step: string;
  sender: string;
  account: string | null;
  prospect: string;
}>;

/** Answers, of any mail, who holds it now; undefined: nobody. */
export async function holdsInForce(ctx: Ctx): Promise<(mail: InScopes) => string | undefined> {
  const rows = await ctx.db
    .selectFrom('holds')
    .select(['scope', 'of', 'by'])
    .where('released_at', 'is', null)
    .execute();
  const held = new Map(rows.map(({ scope, of, by }) => [`${scope} ${of}`, by]));
  return ({ journey, step, sender, account, prospect }) =>
    [
      'all ',
      `journey ${journey}`,
      `step ${stepIn(journey, step)}`,
      `sender ${sender}`,
      `account ${account ?? ''}`,
      `prospect ${prospect}`,
    ]
      .map((scope) => held.get(scope))
      .find((by) => by !== undefined);
}
