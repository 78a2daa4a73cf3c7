import { sql } from 'kysely';
import { dayOf, type Quota } from '../core/quota.ts';
import { allowance, type WarmUp } from '../core/warm-up.ts';
import { type Circuit, openCircuits } from './circuits.ts';
import type { Ctx } from './ctx.ts';
import { type Rated, ratesOf } from './rates.ts';

/** A quota, and how much of it this minute or day was leased to workers. */
export type QuotaView = Quota & Readonly<{ used: number }>;

/** A domain that warms up. `step` counts from 1; `why`: it is no further today. */
export type WarmUpView = Readonly<{
  domain: string;
  step: number;
  today: number;
  plan: 'usual' | 'own';
  why: string | null;
}>;

/** How mail leaves: what may, what keeps it, and how it is taken. */
export type SendingView = Readonly<{
  quotas: readonly QuotaView[];
  warmUps: readonly WarmUpView[];
  circuits: readonly Circuit[];
  rates: readonly Rated[];
}>;

/** How mail leaves now. Counts a week's mails: for a page, not for a mail. */
export async function sendingView(ctx: Ctx): Promise<SendingView> {
  const [quotas, warmUps, circuits, rates] = await Promise.all([
    quotaViews(ctx),
    warmUpViews(ctx),
    openCircuits(ctx),
    ratesOf(ctx),
  ]);
  return { quotas, warmUps, circuits, rates };
}

/** A quota of which nobody asked for a day is one that no worker has any more. Minutes go by the database's clock. */
async function quotaViews({ db, now }: Ctx): Promise<readonly QuotaView[]> {
  const minute = sql<number>`floor(extract(epoch from clock_timestamp()) / 60)::bigint`;
  const rows = await db
    .selectFrom('quotas')
    .select(['scope', 'of', 'per', 'most', 'span', 'taken'])
    .select(minute.as('minute'))
    .orderBy('per', 'desc')
    .orderBy('scope')
    .orderBy('of')
    .execute();
  return rows.flatMap(({ span, taken, minute: current, ...quota }) => {
    const isDay = quota.per === 'day';
    const isNow = span === (isDay ? dayOf(now()) : current);
    if (!isNow && (isDay || span < current - 24 * 60)) return [];
    return [{ ...quota, used: isNow ? taken : 0 }];
  });
}

async function warmUpViews({ db, house }: Ctx): Promise<readonly WarmUpView[]> {
  const rows = await db.selectFrom('warm_ups').selectAll().orderBy('domain').execute();
  const begun = new Map(rows.map((row) => [row.domain, row]));
  return Object.entries(house.limits.warmUp ?? {}).map(([domain, plan]) => {
    const { step, why } = begun.get(domain) ?? { step: 0, why: null };
    return { domain, step: step + 1, today: allowance(plan, step), plan: kindOf(plan), why };
  });
}

const kindOf = (plan: WarmUp): WarmUpView['plan'] => (plan === true ? 'usual' : 'own');
