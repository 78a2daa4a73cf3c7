import { sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import { FROM, lineOf, settle } from './fence.ts';
import { tellStories } from './story.ts';
import { type Prospect, lockProspects, transact } from './transaction.ts';

/** A mail that the mail server took: whose it is, by which attempt, and the server's own words. */
export type Accepted = Readonly<{ prospect: string; token: string; reply: string }>;
type Waiting = Accepted & Readonly<{ done: PromiseWithResolvers<void> }>;

/** As many are settled in one transaction at most. */
const MOST = 50;

/**
 * Settles accepted mails as `settle` does, those of one worker together: while one transaction is under way, whoever comes waits for the
 * next. So a mail that leaves alone is settled at once, and a thousand that leave together do not cost a thousand commits.
 *
 * Each promise resolves when its own mail is settled, and rejects where it could not be: to be tried again, it is safe. Crash at any line:
 * the rows stay as the fence left them, as when each is settled alone.
 */
export function createAcceptance(ctx: Ctx): (accepted: Accepted) => Promise<void> {
  let waiting: Waiting[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const some = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await settleSome(ctx, some);
    }
    running = false;
  };
  return async (accepted) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ ...accepted, done });
    if (!running) void run();
    await done.promise;
  };
}

/** Never rejects. One that fails all of them is found by settling each alone. */
async function settleSome(ctx: Ctx, some: readonly Waiting[]): Promise<void> {
  try {
    await settleTogether(ctx, some);
    for (const { done } of some) done.resolve();
  } catch (error) {
    const [only, another] = some;
    if (only !== undefined && another === undefined) return only.done.reject(error);
    for (const one of some) await settleAlone(ctx, one);
  }
}

async function settleAlone(ctx: Ctx, { token, reply, done }: Waiting): Promise<void> {
  try {
    await settle(ctx, token, { state: 'ACCEPTED', reply });
    done.resolve();
  } catch (error) {
    done.reject(error);
  }
}

const settleTogether = (ctx: Ctx, some: readonly Accepted[]): Promise<void> =>
  transact(ctx, async (tx) => {
    // before any row of the ledger, as everybody does it: or we hold a row and wait for them, while they wait for the row
    const people = await lockProspects(
      tx,
      some.map(({ prospect }) => prospect),
    );
    const now = ctx.now();
    const rows = await accept(tx, wordsOf(some, people), now);
    await tellStories(
      tx,
      rows.map((row) => lineOf(row, 'sent', { at: now })),
    );
  });

type Words = Readonly<{ tokens: string[]; replies: (string | null)[] }>;

/** What a server said of somebody who was erased meanwhile is not kept. */
function wordsOf(some: readonly Accepted[], people: readonly Prospect[]): Words {
  const erased = new Set(people.filter((one) => one.erased_at !== null).map(({ id }) => id));
  return {
    tokens: some.map(({ token }) => token),
    replies: some.map(({ prospect, reply }) => (erased.has(prospect) ? null : reply)),
  };
}

const accept = (tx: Tx, { tokens, replies }: Words, now: number) =>
  tx
    .updateTable('ledger')
    .from(
      sql<{
        token: string;
        reply: string | null;
      }>`unnest(${tokens}::uuid[], ${replies}::text[])`.as<'said'>(sql`said(token, reply)`),
    )
    .set((eb) => ({ state: 'ACCEPTED' as const, reply: eb.ref('said.reply'), at: now }))
    .whereRef('ledger.token', '=', 'said.token')
    .where('state', 'in', FROM.ACCEPTED)
    .returningAll('ledger')
    .execute();
