import { stageOf } from '../core/frozen.ts';
import type { Answer, Question } from '../core/state.ts';
import { type Admitted, admit, withCalendar } from './admit.ts';
import { closeEntry } from './close.ts';
import type { Ctx, Tx } from './ctx.ts';
import { handOver } from './hand-over.ts';
import { rivalOf, usurperOf } from './rivals.ts';
import { tellStory } from './story.ts';
import { isTaken } from './takes.ts';
import { transact } from './transaction.ts';

/**
 * Writes down where an entry stands, ends it if it says so, and answers who speaks next: itself (`stays`, with what is known where it
 * does not know it yet), another (`next`), or nobody (`gone`): also while sales has taken them. Asked again it answers the same.
 */
export const moved = (ctx: Ctx, q: Question): Promise<Answer> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    const { entry, now } = admitted;
    const ended = q.todo.kind === 'moved' ? q.todo.ended : undefined;
    if (ended !== undefined) {
      await closeEntry(ctx, tx, { entry, as: ended, how: 'ended' });
      const next = await rivalOf(ctx, tx, entry.prospect);
      return next === undefined
        ? { kind: 'gone', at: now }
        : { kind: 'next', at: now, to: await handOver(ctx, tx, next) };
    }
    if (await isTaken(tx, entry.prospect)) {
      await park(tx, admitted);
      return { kind: 'gone', at: now };
    }
    const usurper = await usurperOf(ctx, tx, entry);
    if (usurper === undefined) return withCalendar(stays(q, admitted), admitted);
    await park(tx, admitted);
    await tellStory(tx, { ...placeOf(q, admitted), kind: 'parked', what: { to: usurper.journey } });
    return { kind: 'next', at: now, to: await handOver(ctx, tx, usurper) };
  });

const stays = ({ state }: Question, { entry, now }: Admitted): Answer =>
  state.seq < entry.facts_seq
    ? { kind: 'stays', at: now, seq: entry.facts_seq, facts: entry.facts }
    : { kind: 'stays', at: now };

const placeOf = ({ state }: Question, { entry, now }: Admitted) => ({
  prospect: entry.prospect,
  entry: entry.id,
  at: now,
  stage: stageOf(state.at),
  step: state.at,
});

/** It falls silent; its waits stand still until it speaks again. */
async function park(tx: Tx, { entry, now }: Admitted): Promise<void> {
  await tx.updateTable('entries').set({ status: 'parked' }).where('id', '=', entry.id).execute();
  const { state } = await tx
    .selectFrom('positions')
    .select('state')
    .where('entry', '=', entry.id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('positions')
    .set({ state: JSON.stringify({ ...state, parkedAt: now }) })
    .where('entry', '=', entry.id)
    .execute();
}
