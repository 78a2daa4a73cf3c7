import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { LedgerRow } from './ledger-row.ts';
import { AN_ANSWER, putHold } from './put-hold.ts';
import { takeOf } from './takes.ts';

export type Answered = Readonly<{
  /** The mail that they answered. */
  row: LedgerRow;
  /** What their answer is called, hashed. */
  message: string;
  /** What they wrote. */
  excerpt?: string | undefined;
  now: Instant;
}>;

/**
 * A person answered: no mail leaves by itself from this commit on, until a person has decided what follows; the row is what they decide
 * on. Whom sales has gets no mail by itself anyway: there it only stands in the rep's list. One answer twice is one. Needs their lock.
 */
export async function openReply(ctx: Ctx, tx: Tx, answered: Answered): Promise<void> {
  const { row, message, excerpt, now } = answered;
  const { prospect, entry, step, mail } = row;
  const rep = await repOf(tx, prospect);
  const hold = rep === null ? await holdThem(tx, answered) : null;
  await tx
    .insertInto('replies')
    .values({
      id: randomUUID(),
      prospect,
      entry,
      step,
      mail,
      message,
      rep,
      sender: row.sender ?? ctx.house.sender,
      excerpt: excerpt ?? null,
      hold,
      state: 'open',
      at: now,
    })
    .onConflict((conflict) => conflict.columns(['prospect', 'message']).doNothing())
    .execute();
}

/** Whoever took them, or accepted them; nobody: null. */
async function repOf(tx: Tx, prospect: string): Promise<string | null> {
  const taken = await takeOf(tx, prospect);
  if (taken !== undefined) return taken.rep;
  const handoff = await tx
    .selectFrom('handoffs')
    .select('rep')
    .where('prospect', '=', prospect)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return handoff?.rep ?? null;
}

/** Where one stands already, the answer waits under that: whoever lifts it has decided. */
async function holdThem(tx: Tx, { row: { prospect, mail }, now }: Answered): Promise<string> {
  const reason = `they answered “${mail}”, and nobody has decided what follows`;
  const hold = { scope: 'prospect', of: prospect, reason, by: AN_ANSWER } as const;
  return (await putHold(tx, hold, now)).id;
}
