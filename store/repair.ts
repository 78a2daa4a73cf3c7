import type { Ctx } from './ctx.ts';
import { queueTells } from './queue.ts';
import { tellStory } from './story.ts';
import { lockProspect, transact } from './transaction.ts';

/** Lets whoever stands still by a fault try again. False: nobody of this prospect's entries does. */
export const repair = (ctx: Ctx, prospect: string): Promise<boolean> =>
  transact(ctx, async (tx) => {
    await lockProspect(tx, prospect);
    const faulted = await tx
      .selectFrom('positions')
      .innerJoin('entries', 'entries.id', 'positions.entry')
      .select(['entry', 'status', 'stage', 'step', 'faulted', 'state'])
      .where('prospect', '=', prospect)
      .where('status', '<>', 'closed')
      .where('faulted', 'is not', null)
      .execute();
    const at = ctx.now();
    for (const { entry, stage, step, faulted: code, state } of faulted) {
      const { faulted: _faulted, ...sound } = state; // a run that starts from here must not stand still again
      await tx
        .updateTable('positions')
        .set({ faulted: null, state: JSON.stringify(sound) })
        .where('entry', '=', entry)
        .execute();
      await tellStory(tx, { prospect, entry, at, kind: 'repaired', stage, step, what: { code } });
    }
    const speaking = faulted.filter(({ status }) => status === 'speaking');
    await queueTells(
      tx,
      speaking.map(({ entry }) => ({
        prospect,
        telling: { kind: 'told', entry, at, repair: true },
      })),
    );
    return faulted.length > 0;
  });
