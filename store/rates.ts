import { BREAKER, BREAKER_WINDOW, judgeRates, type Level, type Rates } from '../core/breaker.ts';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import { countsOf } from './counts.ts';
import type { Ctx } from './ctx.ts';

/** How the mails of a journey or a sender are taken. */
export type Rated = Readonly<{
  scope: 'journey' | 'sender';
  of: string;
  /** Mails before that do not count: a window's length ago, or when a hold of the breaker's was released. */
  since: Instant;
  level: Level;
  reason?: string;
}> &
  Rates;

/** Of every sender of the house and every journey whose mails left or came back in the window, in the order of their names. */
export async function ratesOf(ctx: Ctx): Promise<readonly Rated[]> {
  const senders = Object.keys(ctx.house.senders).map((of) => ({ scope: 'sender' as const, of }));
  const rows = await ctx.db.selectFrom('journeys').select('journey').orderBy('journey').execute();
  const journeys = rows.map(({ journey }) => ({ scope: 'journey' as const, of: journey }));
  const released = await releases(ctx);
  const from = ctx.now() - lengthOf(BREAKER_WINDOW, ctx.pace);
  const rated: Rated[] = [];
  for (const which of [...journeys, ...senders]) {
    const since = Math.max(from, released.get(`${which.scope} ${which.of}`) ?? 0);
    const whose = which.scope === 'sender' ? { senders: [which.of] } : { journey: which.of };
    const { mails, bounced, complained } = await countsOf(ctx, { from: since, ...whose });
    const rates = { mails, bounced, complained };
    if (mails > 0) rated.push({ ...which, since, ...rates, ...judgeRates(rates) });
  }
  return rated;
}

/** When holds that the breaker placed were released. */
async function releases({ db }: Ctx): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db
    .selectFrom('holds')
    .select(['scope', 'of', 'released_at'])
    .where('by', '=', BREAKER_NAME)
    .where('released_at', 'is not', null)
    .orderBy('released_at')
    .execute();
  return new Map(rows.map(({ scope, of, released_at }) => [`${scope} ${of}`, released_at ?? 0]));
}

/** Who placed a hold that nobody placed. */
export const BREAKER_NAME = 'breaker';

/** Whether so much came back lately that it may be worth a count: all that the usual minute costs. */
export async function isWorthCounting({ db, now, pace }: Ctx): Promise<boolean> {
  const least = Math.min(BREAKER.bounced.cases, BREAKER.complained.cases);
  const rows = await db
    .selectFrom('returned')
    .select('ref')
    .where('kind', 'in', ['hard', 'complaint'])
    .where('at', '>', now() - lengthOf(BREAKER_WINDOW, pace))
    .limit(least)
    .execute();
  return rows.length === least;
}
