import type { End } from '../core/frozen.ts';
import { closeReplies } from './close-replies.ts';
import type { Ctx, Tx } from './ctx.ts';
import { leaveIn } from './leave.ts';
import { liftOwn } from './put-hold.ts';
import { getReply, type ReplyView } from './replies.ts';
import { type ReplyRow, settleReplies } from './settle-replies.ts';
import { type TakeAnswer, takeIn } from './take.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';
import { unsubscribeIn } from './unsubscribe.ts';

/** What a person decides on somebody's answer. `by`: who; for `take` the id of the rep who takes them. */
export type Decision = Readonly<{ by: string; note?: string }> &
  Readonly<{ decision: 'go-on' | 'take' | 'unsubscribe' } | { decision: 'leave'; reason: End }>;
export type DecidedAnswer =
  | Readonly<{ kind: 'done'; reply: ReplyView }>
  /** Somebody was there before: `reply` is what holds now. */
  | Readonly<{ kind: 'conflict'; reply: ReplyView }>
  | Readonly<{ kind: 'unknown' }>
  /** They cannot be taken; nothing is decided. */
  | Readonly<{ kind: 'not-taken'; why: Exclude<TakeAnswer, { kind: 'done' }> }>;

/**
 * A person decides what follows from an answer, judged by its row, with all that it means in one transaction: of several at once one is
 * `done`. `go-on` lets the journeys speak again once no other answer of theirs waits, and rings them; the others close all of them.
 */
export const decideReply = (ctx: Ctx, id: string, decision: Decision): Promise<DecidedAnswer> =>
  transact(ctx, async (tx) => {
    const before = await rowOf(tx, id);
    if (before === undefined) return { kind: 'unknown' };
    const person = await lockProspect(tx, before.prospect);
    const row = await rowOf(tx, id); // as it is under the lock
    const open = row?.state === 'open' && person !== undefined;
    const why = open ? await carryOut(ctx, tx, { row, person, decision }) : undefined;
    if (why !== undefined) return { kind: 'not-taken', why };
    const reply = await getReply(ctx, id, tx);
    if (reply === undefined) return { kind: 'unknown' };
    return { kind: open ? 'done' : 'conflict', reply };
  });

const rowOf = (tx: Tx, id: string): Promise<ReplyRow | undefined> =>
  tx.selectFrom('replies').selectAll().where('id', '=', id).executeTakeFirst();

type Given = Readonly<{ row: ReplyRow; person: Prospect; decision: Decision }>;

/** Answers why they cannot be taken; nothing has been written then. */
async function carryOut(
  ctx: Ctx,
  tx: Tx,
  given: Given,
): Promise<Exclude<TakeAnswer, { kind: 'done' }> | undefined> {
  const { person, decision } = given;
  const { id: prospect } = person;
  const { by, note } = decision;
  switch (decision.decision) {
    case 'go-on':
      await goOn(ctx, tx, given);
      return undefined;
    case 'take': {
      const taken = await takeIn(ctx, tx, { prospect, rep: by, reason: note ?? 'they answered' });
      return taken.kind === 'done' ? undefined : taken;
    }
    case 'leave':
      await closeReplies(ctx, tx, { prospect, as: 'left', by, note });
      await leaveIn(ctx, tx, { prospect, reason: decision.reason });
      return undefined;
    case 'unsubscribe':
      await closeReplies(ctx, tx, { prospect, as: 'unsubscribed', by, note });
      await unsubscribeIn(ctx, tx, { person, source: `answer, by ${by}` });
      return undefined;
  }
}

/** Another answer may wait under the same hold: what it says is not read yet. */
async function goOn(ctx: Ctx, tx: Tx, { row, decision: { by, note } }: Given): Promise<void> {
  await settleReplies(tx, { id: row.id }, { as: 'go-on', by, note, at: ctx.now() });
  if (row.hold === null) return;
  const other = await tx
    .selectFrom('replies')
    .select('id')
    .where('hold', '=', row.hold)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) await liftOwn(ctx, tx, { id: row.hold, by });
}
