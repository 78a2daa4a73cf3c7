import type { Instant } from '../../core/fact.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly (readonly [limit: number, size: number, unit: string])[] = [
  [90 * SECOND, SECOND, 'second'],
  [90 * MINUTE, MINUTE, 'minute'],
  [36 * HOUR, HOUR, 'hour'],
  [45 * DAY, DAY, 'day'],
  [548 * DAY, 30.44 * DAY, 'month'],
  [Infinity, 365.25 * DAY, 'year'],
];

/** '12 seconds', '3 days': about how long. Pure. */
export function span(ms: number): string {
  const [, size, unit] = STEPS.find(([limit]) => ms < limit) ?? [0, DAY, 'day'];
  const count = Math.max(0, Math.round(ms / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** 'just now', '3 minutes ago', 'in 2 days'. Pure. */
export function relative(at: Instant, now: Instant): string {
  const away = Math.abs(at - now);
  if (away < 2 * SECOND) return at > now ? 'in a moment' : 'just now';
  return at > now ? `in ${span(away)}` : `${span(away)} ago`;
}

/** A time for a template: what a person reads, and the exact instant behind it. */
export type When = Readonly<{ said: string; iso: string; exact: string }>;

/** Pure. */
export function when(at: Instant, now: Instant): When {
  const iso = new Date(at).toISOString();
  return { said: relative(at, now), iso, exact: `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` };
}

/** A clock that runs out: '14 seconds left'. Pure. */
export const left = (until: Instant, now: Instant): string =>
  until > now ? `${span(until - now)} left` : 'running out';
