import { stageOf } from '../core/frozen.ts';
import { drawArm } from '../core/spread.ts';
import type { Answer, Question } from '../core/state.ts';
import { type Admitted, admit, withCalendar } from './admit.ts';
import type { Ctx, Tx } from './ctx.ts';
import { tellNews } from './story.ts';
import { transact } from './transaction.ts';

/**
 * Which arm of a split they are in: drawn once for a prospect, or for all of an account together, and written down before it is answered.
 * Whoever was drawn stays in that arm, whatever becomes of the shares; of two members at once the first one's row is everybody's.
 */
export const draw = (ctx: Ctx, q: Question): Promise<Answer> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    const { person, entry, step, now } = admitted;
    if (step?.kind !== 'split')
      throw new Error(`asked to draw at ${q.state.at}, which is no split`);
    const unit = step.by === 'account' ? (person.account ?? person.id) : person.id;
    const shares = Object.entries(step.arms).map(([arm, { share }]) => [arm, share] as const);
    const key = `split:${entry.journey}/${q.state.at}:${unit}`;
    const drawn = drawArm(key, Object.fromEntries(shares));
    const arm = await expose(tx, admitted, { unit, step: q.state.at, arm: drawn });
    await tellNews(tx, {
      prospect: person.id,
      entry: entry.id,
      at: now,
      kind: 'drawn',
      stage: stageOf(q.state.at),
      step: q.state.at,
      what: { arm, by: step.by },
    });
    return withCalendar({ kind: 'drawn', at: now, arm }, admitted);
  });

type Exposing = Readonly<{ unit: string; step: string; arm: string }>;

/** A statement of its own reads what stands: a member of the same account may have committed it while ours waited. */
async function expose(tx: Tx, { entry, now }: Admitted, exposing: Exposing): Promise<string> {
  const { unit, step, arm } = exposing;
  await tx
    .insertInto('exposures')
    .values({ unit, journey: entry.journey, step, arm, entry: entry.id, at: now })
    .onConflict((conflict) => conflict.columns(['unit', 'journey', 'step']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('exposures')
    .select('arm')
    .where('unit', '=', unit)
    .where('journey', '=', entry.journey)
    .where('step', '=', step)
    .executeTakeFirstOrThrow();
  return row.arm;
}
