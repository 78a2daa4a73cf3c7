import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { SETTLES_FROM, settle } from './fence.ts';
import { inTurns } from './in-turns.ts';

/** A mail that the mail server took: whose it is, by which attempt, and the server's own words. */
export type Accepted = Readonly<{ prospect: string; token: string; reply: string }>;

/** As many are settled in one statement at most. */
const MOST = 50;

/**
 * Settles accepted mails as `settle` does, those of one worker together: a mail that leaves alone is settled at once, and a thousand that
 * leave together do not cost a thousand commits.
 *
 * Each promise resolves when its own mail is settled, and rejects where it could not be: to be tried again, it is safe. Crash at any line:
 * the rows stay as the fence left them, as when each is settled alone.
 */
export const createAcceptance = (ctx: Ctx): ((accepted: Accepted) => Promise<void>) =>
  inTurns<Accepted, void>((some) => settleSome(ctx, some), { most: MOST });

/** Nobody waits for whom somebody else has locked: that one is settled alone. One that fails all of them is found by settling each alone. */
async function settleSome(
  ctx: Ctx,
  some: readonly Accepted[],
): Promise<readonly (void | Promise<void>)[]> {
  try {
    const free = await settleTogether(ctx, some);
    return some.map((one) => (free.has(one.prospect) ? undefined : settleAlone(ctx, one)));
  } catch (error) {
    if (some.length === 1) throw error;
    return some.map((one) => settleAlone(ctx, one));
  }
}

async function settleAlone(ctx: Ctx, { token, reply }: Accepted): Promise<void> {
  await settle(ctx, token, { state: 'ACCEPTED', reply });
}

/**
 * In one statement, although it locks and writes: what it writes is looked at again where somebody changed it while this waited for the lock
 * (PostgreSQL does so for the row that an UPDATE meets), and neither token nor state of a row that is not at its dot any more fits. Whom
 * somebody else has locked is left out, so nobody waits here for a person while they hold a row. The line is that of `lineOf`. Answers those
 * who were not.
 */
async function settleTogether(ctx: Ctx, some: readonly Accepted[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    with people as materialized (
      select id, erased_at from prospects where id = any(${some.map(({ prospect }) => prospect)}::uuid[]) for update skip locked
    ), settled as (
      update ledger set state = 'ACCEPTED', at = ${ctx.now()}, reply = case when people.erased_at is null then said.reply end
      from people, unnest(${some.map(({ token }) => token)}::uuid[], ${some.map(({ reply }) => reply)}::text[]) said (token, reply)
      where ledger.token = said.token and ledger.prospect = people.id and ledger.state = any(${SETTLES_FROM.ACCEPTED})
      returning ledger.*
    ), told as (
      insert into story (prospect, entry, at, kind, stage, step, what)
      select prospect, entry, coalesce(sent_at, at), 'sent', split_part(step, '.', 1), step,
        jsonb_build_object('mail', mail, 'mindset', mindset, 'subject', subject)
      from settled
    )
    select id from people`.execute(ctx.db);
  return new Set(rows.map(({ id }) => id));
}
