import type { Ctx } from '../../store/ctx.ts';
import { putProspect } from '../../store/put-prospect.ts';
import type { World } from './world.ts';

/** A store whose house asks whoever agrees to tips or news to confirm it. */
export const asksToConfirm = ({ ctx }: Pick<World, 'ctx'>): Ctx => ({
  ...ctx,
  house: {
    ...ctx.house,
    topics: {
      ...ctx.house.topics,
      tips: { name: 'Tips', confirm: 'please-confirm' },
      news: { name: 'The news', confirm: 'please-confirm' },
    },
  },
});

let people = 0;
/** Somebody who ticked the box of a form, with what it said. */
export async function signsUp(ctx: Ctx, topic = 'tips', email?: string): Promise<string> {
  const said = {
    topic,
    basis: 'consent',
    source: 'form',
    words: 'Yes, tips',
    at: ctx.now(),
  } as const;
  const { id } = await putProspect(ctx, {
    email: email ?? `signs-up-${(people += 1)}@northwind.example`,
    consents: [said],
    source: 'form',
  });
  return id;
}
