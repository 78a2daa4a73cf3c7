import { sql } from 'kysely';
import { DAY, dayBlock, dayOf, type Quota } from '../core/quota.ts';
import { spread } from '../core/spread.ts';
import type { Ctx } from './ctx.ts';
import { oneAtATime, type Pocket } from './pocket.ts';

/** Over so long do those of tomorrow come back. */
const RETURN = DAY / 24;

/**
 * A quota per day (UTC). A lease is one conditional update of its row and good until the day ends; what a worker that stops has of it is lost.
 * `mostNow` says how many today: a domain that warms up may send more each day.
 */
export function dayPocket(ctx: Ctx, quota: Quota, mostNow: () => Promise<number>): Pocket {
  const lease = { left: 0, day: -1 };
  const spent = { day: -1 };
  const today = (): number => dayOf(ctx.now());
  const ask = async (): Promise<void> => {
    const day = today();
    if (lease.left > 0 && lease.day === day) return;
    const granted = await leaseOf(ctx, { ...quota, most: await mostNow() }, day);
    if (granted > 0) Object.assign(lease, { left: granted, day });
    else spent.day = day;
  };
  return {
    has: () => lease.left > 0 && lease.day === today(),
    take: () => void (lease.left -= 1),
    wait: (key) => {
      if (spent.day !== today()) return undefined;
      return (spent.day + 1) * DAY - ctx.now() + (spread(`day:${key}`) / 2 ** 32) * RETURN;
    },
    ask: oneAtATime(ask),
  };
}

/** So many are leased; 0: the day has no more. A row of a later day than ours, by another worker's clock, gives nothing. */
async function leaseOf({ db }: Ctx, quota: Quota, day: number): Promise<number> {
  const { scope, of, per, most } = quota;
  const n = Math.min(dayBlock(most), most);
  const { rows } = await sql<{ granted: number }>`
    insert into quotas as q (scope, "of", per, most, span, taken, granted)
    values (${scope}, ${of}, ${per}, ${most}, ${day}, ${n}, ${n})
    on conflict (scope, "of", per) do update set most = excluded.most, span = excluded.span,
      granted = least(excluded.granted, excluded.most - case when q.span = excluded.span then q.taken else 0 end),
      taken = least(excluded.granted + case when q.span = excluded.span then q.taken else 0 end, excluded.most)
    where q.span < excluded.span or (q.span = excluded.span and q.taken < excluded.most)
    returning granted`.execute(db);
  return rows[0]?.granted ?? 0;
}
