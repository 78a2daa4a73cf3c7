import { isDue, isStopped, type ToAsk } from './ask-to-confirm.ts';
import { circuitsFor } from './circuits.ts';
import type { Ctx } from './ctx.ts';
import { mayLeave, type MayLeave, withQuotas } from './may-leave.ts';
import type { Quotas } from './quotas.ts';
import { lockProspect, transact } from './transaction.ts';

/**
 * Whether the mail may leave, asked before the mail server is talked to: `over` where the fence would not let it go anyway, else what circuits
 * and quotas say. What it takes of the quotas is used up.
 */
export const mayAsk = (
  ctx: Ctx,
  asking: ToAsk,
  { sender, quotas }: Readonly<{ sender: string; quotas: Quotas }>,
): Promise<MayLeave | Readonly<{ kind: 'over' }>> =>
  withQuotas(quotas, (quoting) =>
    transact(ctx, async (tx) => {
      const { prospect, group } = asking;
      const person = await lockProspect(tx, prospect);
      if (person === undefined || (await isStopped(tx, { ...person, sender })))
        return { kind: 'over' };
      const due = tx.selectFrom('consents').select('topic').where(isDue(ctx, asking));
      if ((await due.executeTakeFirst()) === undefined) return { kind: 'over' };
      const open = await circuitsFor(tx, { sender, group });
      const leaving = { key: prospect, sender, group };
      return mayLeave(ctx, tx, { leaving, open, now: ctx.now(), quoting });
    }),
  );
