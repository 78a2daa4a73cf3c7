import { sql } from 'kysely';
import { type Quota, type Spacing, spacingOf } from '../core/quota.ts';
import { spread } from '../core/spread.ts';
import type { Ctx } from './ctx.ts';
import { oneAtATime, type Pocket } from './pocket.ts';

/** So many places in the line are taken at once, so that a thousand who come for nothing do not write a thousand times. */
const PLACES = 20;
/** Nobody is sent away for longer: by then the quota may be another. In minutes. */
const LONGEST = 120;

/** Milliseconds of this process, which no change of the clock moves. */
const mono = (): number => performance.now();
/** Milliseconds of the database, by which all workers go. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)`;

/**
 * A quota per minute (`span` ms). A lease is one conditional update of its row, good for a thirtieth of the span; what is not used by then is
 * lost. So a worker that dies or dawdles makes it fewer, and nothing makes it more. Leases grow while they are used up and shrink while not.
 * Whoever comes when nothing may be leased gets a place in the line, one after the other as fast as the quota lets mails go, so that they do
 * not come back all at once.
 */
export function minutePocket(ctx: Ctx, quota: Quota, span: number): Pocket {
  const spacing = spacingOf(quota.most, span);
  const lease = { left: 0, ends: 0, size: 4 };
  const shut = { until: 0 };
  const line = { next: 0, left: 0 };
  const ask = async (): Promise<void> => {
    if (lease.left > 0 && mono() < lease.ends) return;
    const began = mono();
    lease.size = sizeAfter(lease, spacing);
    if (await leaseOf(ctx, { quota, span, spacing }, lease.size)) {
      Object.assign(lease, { left: lease.size, ends: began + spacing.lease });
      return;
    }
    const places = line.left > 0 && line.next > began ? 0 : PLACES;
    const { free, from } = await placesIn(ctx, { quota, spacing }, places);
    shut.until = began + free;
    if (places > 0) Object.assign(line, { next: began + from, left: places });
  };
  return {
    has: () => lease.left > 0 && mono() < lease.ends,
    take: () => void (lease.left -= 1),
    wait: (key) => {
      const now = mono();
      if (now >= shut.until || line.left === 0) return undefined;
      const place = Math.max(line.next, shut.until);
      Object.assign(line, { next: line.next + spacing.each, left: line.left - 1 });
      const jitter = (spread(`line:${key}`) / 2 ** 32) * spacing.each;
      return Math.min(place - now + jitter, LONGEST * span * (0.5 + spread(key) / 2 ** 33));
    },
    ask: oneAtATime(ask),
  };
}

/** Twice the last one where all of that was used, else half of it. */
const sizeAfter = ({ left, size }: Readonly<{ left: number; size: number }>, { block }: Spacing) =>
  Math.min(block, Math.max(1, left === 0 ? size * 2 : Math.floor(size / 2)));

type Asked = Readonly<{ quota: Quota; span: number; spacing: Spacing }>;

/** Leases `n`: at the database's clock, which is read under the lock of the row. False: not now. */
async function leaseOf({ db }: Ctx, { quota, span, spacing }: Asked, n: number): Promise<boolean> {
  const { scope, of, per, most } = quota;
  const { each, burst } = spacing;
  const free = sql`${NOW} - ${burst * each}::float8`;
  const which = sql`floor(${NOW} / ${span}::float8)`;
  const { rows } = await sql`
    insert into quotas as q (scope, "of", per, most, span, taken, granted, free_at)
    values (${scope}, ${of}, ${per}, ${most}, ${which}, ${n}, ${n}, ${free} + ${n * each}::float8)
    on conflict (scope, "of", per) do update set most = excluded.most, granted = excluded.granted,
      taken = excluded.taken + case when q.span = ${which} then q.taken else 0 end, span = ${which},
      free_at = greatest(q.free_at, ${free}) + ${n * each}::float8
    where q.free_at <= ${NOW} returning 1`.execute(db);
  return rows.length > 0;
}

/** Takes places at the end of the line. Milliseconds from now: when there is a lease again, and when the first of the places is due. */
async function placesIn(
  { db }: Ctx,
  { quota: { scope, of, per }, spacing: { each } }: Omit<Asked, 'span'>,
  places: number,
): Promise<Readonly<{ free: number; from: number }>> {
  const which = sql`scope = ${scope} and "of" = ${of} and per = ${per}`;
  const length = sql`${places * each}::float8`;
  const { rows } = await (
    places === 0
      ? sql<Line>`select free_at - ${NOW} as free, 0 as from from quotas where ${which}`
      : sql<Line>`update quotas set line_at = greatest(line_at, free_at, ${NOW}) + ${length} where ${which}
          returning free_at - ${NOW} as free, line_at - ${length} - ${NOW} as from`
  ).execute(db);
  return rows[0] ?? { free: 0, from: 0 };
}
type Line = Readonly<{ free: number; from: number }>;
