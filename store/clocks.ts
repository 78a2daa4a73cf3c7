import type { Question } from '../core/state.ts';
import { type Admitted, admit, withCalendar } from './admit.ts';
import type { Ctx, Tx } from './ctx.ts';
import { followHandoff, turn } from './follow-handoff.ts';
import { type HandoffRow } from './handoff-of.ts';
import { answerUntil, type Offered, withNotice } from './offer.ts';
import { transact } from './transaction.ts';

/**
 * The clock of an offer ran out: it expires, unless somebody answered before. That of a not-yet: it is offered anew. A clock that is
 * early changes nothing; the answer is always what holds now.
 */
export const expire = (ctx: Ctx, q: Question): Promise<Offered> =>
  byClock(ctx, q, async (tx, admitted, handoff) => {
    const { now, step } = admitted;
    if (handoff.until === null || now < handoff.until) return undefined;
    if (handoff.state === 'offered') {
      const change = { until: null, closed_at: now };
      return turn(tx, { id: handoff.id, from: ['offered'], to: 'expired', change });
    }
    const answerIn = step?.kind === 'offer' ? step.answerIn : '1 day';
    const until = answerUntil(ctx, admitted, { team: handoff.team, answerIn });
    const change = { until, notified_at: null };
    return turn(tx, { id: handoff.id, from: ['not-yet'], to: 'offered', change });
  });

/** Sales accepted, and then nothing was heard for too long: they come back, unless something was heard after all. */
export const quiet = (ctx: Ctx, q: Question): Promise<Offered> =>
  byClock(ctx, q, (tx, { now }, { id }) =>
    turn(tx, {
      id,
      from: ['accepted'],
      to: 'returned',
      change: { reason: 'quiet', closed_at: now },
    }),
  );

type Judge = (tx: Tx, admitted: Admitted, handoff: HandoffRow) => Promise<HandoffRow | undefined>;

const byClock = (ctx: Ctx, q: Question, judge: Judge): Promise<Offered> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    const id = 'handoff' in q.todo ? q.todo.handoff : '';
    const before = await rowOf(tx, id);
    if (before === undefined) throw new Error(`asked about a handoff that is not there: ${id}`);
    const row = await judge(tx, admitted, before);
    if (row) await followHandoff(ctx, tx, { row, told: false });
    const answer = await withNotice(ctx, tx, row ?? (await rowOf(tx, id)) ?? before);
    return withCalendar(answer, admitted);
  });

const rowOf = (tx: Tx, id: string): Promise<HandoffRow | undefined> =>
  tx.selectFrom('handoffs').selectAll().where('id', '=', id).executeTakeFirst();
