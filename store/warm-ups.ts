import { DAY, dayOf } from '../core/quota.ts';
import { allowance, mayAdvance, type WarmDay } from '../core/warm-up.ts';
import { domainOf } from '../core/recipient-group.ts';
import { countsOf } from './counts.ts';
import type { Ctx } from './ctx.ts';

/** How many may leave today from a domain that warms up. The first mail of all is on the first day of the plan. */
export async function allowedToday(ctx: Ctx, domain: string): Promise<number> {
  const plan = ctx.house.limits.warmUp?.[domain];
  if (plan === undefined) return Number.MAX_SAFE_INTEGER;
  const row = await begun(ctx, domain);
  return allowance(plan, row.step);
}

/** Where a domain stands; begun by whoever comes first. */
async function begun({ db, now }: Ctx, domain: string): Promise<WarmUpRow> {
  const find = db.selectFrom('warm_ups').selectAll().where('domain', '=', domain);
  const found = await find.executeTakeFirst();
  if (found) return found;
  const row = { domain, step: 0, day: dayOf(now()), why: null };
  await db
    .insertInto('warm_ups')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await find.executeTakeFirst()) ?? row;
}
type WarmUpRow = Readonly<{ domain: string; step: number; day: number; why: string | null }>;

/**
 * Moves each domain that has begun a step on, where the day that is over was well used and well taken; else keeps it where it is and says why.
 * Answers what it did. Safe to repeat and for many at once: a day is judged by one conditional update.
 */
export async function warmUp(ctx: Ctx): Promise<readonly Warmed[]> {
  if (ctx.pace !== 1) return [];
  const rows = await ctx.db.selectFrom('warm_ups').selectAll().execute();
  const today = dayOf(ctx.now());
  const warmed: Warmed[] = [];
  for (const row of rows) if (row.day < today) warmed.push(...(await judgeDay(ctx, row, today)));
  return warmed;
}
export type Warmed = Readonly<{ domain: string; step: number; why: string | null }>;

async function judgeDay(ctx: Ctx, row: WarmUpRow, today: number): Promise<readonly Warmed[]> {
  const { domain } = row;
  const plan = ctx.house.limits.warmUp?.[domain];
  if (plan === undefined) return [];
  const verdict = mayAdvance(await lastDayOf(ctx, domain, today), allowance(plan, row.step));
  const next =
    verdict === true ? { step: row.step + 1, why: null } : { step: row.step, why: verdict };
  const { numUpdatedRows } = await ctx.db
    .updateTable('warm_ups')
    .set({ ...next, day: today })
    .where('domain', '=', domain)
    .where('step', '=', row.step)
    .where('day', '=', row.day)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? [{ domain, ...next }] : [];
}

/** Of all who send from there. */
function lastDayOf(ctx: Ctx, domain: string, today: number): Promise<WarmDay> {
  const senders = Object.entries(ctx.house.senders)
    .filter(([, { address }]) => domainOf(address) === domain)
    .map(([id]) => id);
  return countsOf(ctx, { senders, from: (today - 1) * DAY, to: today * DAY });
}
