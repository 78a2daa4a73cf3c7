import type { Ctx } from './ctx.ts';
import { NothingToHold, placeHold } from './holds.ts';
import { BREAKER_NAME, isWorthCounting, type Rated, ratesOf } from './rates.ts';

/**
 * Holds every journey and sender whose mails bounce or are complained about too much; only a person releases them, and then it counts anew.
 * Answers those it held and those that come near it. Safe to repeat, and for many at once: one hold of a scope stands.
 */
export async function holdTheWorst(
  ctx: Ctx,
): Promise<Readonly<{ held: readonly Rated[]; warned: readonly Rated[] }>> {
  if (!(await isWorthCounting(ctx))) return { held: [], warned: [] };
  const rated = await ratesOf(ctx);
  const held: Rated[] = [];
  for (const one of rated.filter(({ level }) => level === 'hold'))
    if (await hold(ctx, one)) held.push(one);
  return { held, warned: rated.filter(({ level }) => level === 'warn') };
}

/** False: somebody holds it already. */
async function hold(ctx: Ctx, { scope, of, reason = '' }: Rated): Promise<boolean> {
  try {
    const { already } = await placeHold(ctx, { scope, of, reason, by: BREAKER_NAME });
    return !already;
  } catch (error) {
    if (error instanceof NothingToHold) return false; // gone since it was counted
    throw error;
  }
}
