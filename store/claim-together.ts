import { sql } from 'kysely';
import type { Question } from '../core/state.ts';
import { type Asked, type Claim, claimLocked, claimOnce, type Mails } from './claim.ts';
import type { Ctx, Tx } from './ctx.ts';
import { inTurns } from './in-turns.ts';
import { Asking, withQuotas } from './may-leave.ts';
import { sharedIn } from './shared.ts';
import { lockFree, transact } from './transaction.ts';

export type Claiming = (question: Question, mails?: Mails) => Promise<Claim>;

/** As many are claimed in one transaction at most. */
const MOST = 25;

/**
 * Claims as `claim` does, those of one worker together: one transaction has the locks of all their prospects, and what every claim asks is
 * asked once for all. Each is decided by itself, of what was read under its own prospect's lock.
 *
 * Nobody waits for a prospect whom somebody else has locked: that one is claimed alone, and so is each of a transaction that failed. Crash at
 * any line: none of them is claimed, or all.
 */
export function createClaiming(ctx: Ctx): Claiming {
  const inTurn = inTurns<Asked, Claim>((some) => claimSome(ctx, some), { most: MOST });
  return (q, mails = {}) => withQuotas(mails.quotas, (quoting) => inTurn({ q, mails, quoting }));
}

async function claimSome(
  ctx: Ctx,
  some: readonly Asked[],
): Promise<readonly (Claim | Promise<Claim>)[]> {
  const alone = (asked: Asked): Promise<Claim> => claimOnce(ctx, asked);
  try {
    const claims = await transact(ctx, (tx) => claimTogether(ctx, tx, some));
    return some.map((asked, i) => {
      const claimed = claims[i] ?? alone(asked);
      return claimed instanceof Asking ? Promise.reject(claimed) : claimed;
    });
  } catch {
    return some.map(alone); // which of them it was, and what, that one says itself
  }
}

/**
 * Undefined: to be claimed alone. A claim that must ask the quotas first, or that throws, leaves the others alone; what it wrote, where its
 * entry stands, is as true as before. Where it was PostgreSQL that would not, the transaction is lost, and its commit says so.
 */
async function claimTogether(
  ctx: Ctx,
  tx: Tx,
  some: readonly Asked[],
): Promise<readonly (Claim | Asking | undefined)[]> {
  if (some.length > 1) await sql`set local lock_timeout = '2s'`.execute(tx); // whoever waits for longer waits alone
  const free = await lockFree(tx, [...new Set(some.map(({ q }) => q.prospect))]);
  const people = new Map(free.map((person) => [person.id, person]));
  const shared = sharedIn(ctx, tx);
  const claims = some.map(async (asked) => {
    const person = people.get(asked.q.prospect);
    if (person === undefined || asked.mails.again !== undefined) return undefined;
    people.delete(person.id); // a second question about them is asked after this one
    try {
      return await claimLocked(ctx, tx, { ...asked, person, shared });
    } catch (error) {
      return error instanceof Asking ? error : undefined;
    }
  });
  return Promise.all(claims);
}
