import { sql } from 'kysely';
import { type Quota, type Spacing, spacingOf } from '../core/quota.ts';
import { spread } from '../core/spread.ts';
import type { Ctx } from './ctx.ts';
import { oneAtATime, type Pocket } from './pocket.ts';

/** So many places in the line are taken at once, at most, so that a thousand who come for nothing do not write a thousand times. */
const PLACES = 20;
/** Nobody is sent away for longer: by then the quota may be another. In minutes. */
const LONGEST = 120;

/** Milliseconds of this process, which no change of the clock moves. */
const mono = (): number => performance.now();
/** Milliseconds of the database, by which all workers go. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)`;

/** How long a minute is, and a lease of one; ms. */
export type Minute = Readonly<{ span: number; lease: number }>;

/**
 * A quota per minute. A lease is one conditional update of its row, good for two seconds; what is not used by then is lost. So a worker that dies or dawdles makes it fewer, and nothing makes it more. Leases grow while they are used up and shrink while not.
 * Whoever comes when nothing may be leased gets a place in the line, one after the other as fast as the quota lets mails go, so that they do
 * not come back all at once.
 */
export function minutePocket(ctx: Ctx, quota: Quota, { span, lease: life }: Minute): Pocket {
  const asked = { quota, span, spacing: spacingOf(quota.most, span, life) };
  const { each } = asked.spacing;
  const lease = { left: 0, ends: 0, size: 4 };
  const line = { shutUntil: 0, next: 0, left: 0, size: 1 };
  const has = (): boolean => lease.left > 0 && mono() < lease.ends;
  let asking = 0;
  const askOnce = oneAtATime(async () => {
    if (has()) return;
    const began = mono();
    if (began >= line.shutUntil) {
      lease.size = sizeAfter(lease, asking, asked.spacing);
      asking = 0;
      const { granted, free } = await leaseOf(ctx, asked, lease.size);
      line.shutUntil = began + free;
      if (granted > 0) return void Object.assign(lease, { left: granted, ends: began + life });
    }
    const stands = line.left > 0 && line.next > began;
    if (!stands) line.size = Math.min(PLACES, Math.max(asking, line.left > 0 ? 1 : line.size * 2));
    const { free, from } = await placesIn(ctx, asked, stands ? 0 : line.size);
    line.shutUntil = began + free;
    if (!stands) Object.assign(line, { next: began + from, left: line.size });
  });
  return {
    has,
    take: () => void (lease.left -= 1),
    wait: (key, last) => {
      const now = mono();
      if (!last && (line.left === 0 || now >= line.shutUntil)) return undefined;
      const place = Math.max(line.next, line.shutUntil, now);
      const share = spread(`line:${key}`) / 2 ** 32;
      const within = line.left === 0 ? PLACES * each : each;
      if (line.left > 0) Object.assign(line, { next: place + each, left: line.left - 1 });
      return Math.min(place - now + share * within, LONGEST * span * (0.5 + share / 2));
    },
    ask: () => {
      asking += 1;
      return askOnce();
    },
  };
}

type Asked = Readonly<{ quota: Quota; span: number; spacing: Spacing }>;

/** Twice the last one where all of that was used, else half of it; and at least as many as ask for one. */
const sizeAfter = (
  { left, size }: Readonly<{ left: number; size: number }>,
  asking: number,
  { block, burst }: Spacing,
): number =>
  Math.min(block + burst, Math.max(1, asking, Math.floor(left === 0 ? size * 2 : size / 2)));

type Leased = Readonly<{ granted: number; free: number }>;

/**
 * Leases up to `n` by the database's clock, which is read under the lock of the row. `granted`: how many; `free`: in how many ms there may be
 * more. None: not now, and somebody else knows until when.
 */
async function leaseOf({ db }: Ctx, { quota, span, spacing }: Asked, n: number): Promise<Leased> {
  const { scope, of, per, most: limit } = quota;
  const { each, burst, block } = spacing;
  const [step, saved] = [sql`${each}::float8`, sql`${burst * each}::float8`];
  const which = sql`floor(${NOW} / ${span}::float8)`;
  const base = sql`greatest(q.free_at, ${NOW} - ${saved})`;
  const granted = sql`least(${n}::int, ${block}::int + floor((${NOW} - ${base}) / ${step})::int)`;
  const { rows } = await sql<Leased>`
    insert into quotas as q (scope, "of", per, most, span, taken, granted, free_at)
    values (${scope}, ${of}, ${per}, ${limit}, ${which}, ${n}, ${n}, ${NOW} - ${saved} + ${n}::int * ${step})
    on conflict (scope, "of", per) do update set most = excluded.most, granted = ${granted}, span = ${which},
      taken = ${granted} + case when q.span = ${which} then q.taken else 0 end, free_at = ${base} + ${granted} * ${step}
    where q.free_at <= ${NOW} returning granted, free_at - ${NOW} as free`.execute(db);
  return rows[0] ?? { granted: 0, free: 0 };
}

type Line = Readonly<{ free: number; from: number }>;

/** Takes places at the end of the line. Milliseconds from now: when there is a lease again, and when the first of the places is due. */
async function placesIn({ db }: Ctx, { quota, spacing }: Asked, places: number): Promise<Line> {
  const { scope, of, per } = quota;
  const which = sql`scope = ${scope} and "of" = ${of} and per = ${per}`;
  const length = sql`${places * spacing.each}::float8`;
  const { rows } = await (
    places === 0
      ? sql<Line>`select free_at - ${NOW} as free, 0 as from from quotas where ${which}`
      : sql<Line>`update quotas set line_at = greatest(line_at, free_at, ${NOW}) + ${length} where ${which}
          returning free_at - ${NOW} as free, line_at - ${length} - ${NOW} as from`
  ).execute(db);
  return rows[0] ?? { free: 0, from: 0 };
}
