import type { Ctx, Tx } from './ctx.ts';
import { frozenIn } from './versions.ts';
import { waysToLose } from './ways-to-lose.ts';

/** The reasons of which one must be given when this handoff is lost, for the journey goes on by it; undefined: it needs none. */
export async function waysOfHandoff(
  ctx: Ctx,
  db: Ctx['db'] | Tx,
  { entry, step }: Readonly<{ entry: string; step: string }>,
): Promise<readonly string[] | undefined> {
  const { version, at } = await db
    .selectFrom('entries')
    .innerJoin('positions', 'positions.entry', 'entries.id')
    .select(['version', 'positions.step as at'])
    .where('entries.id', '=', entry)
    .executeTakeFirstOrThrow();
  return waysToLose(await frozenIn(ctx, db, version), { offer: step, at });
}
