import { count, percent } from './say-number.ts';

/** How many mails a domain sends on each of its first days; `true`: the usual plan. */
export type WarmUp = true | readonly number[];

/** Mails a day, one day after the other; source: docs.customer.io on domain warming. */
const USUAL: readonly number[] = [
  1_000, 2_500, 5_000, 6_500, 8_000, 10_000, 14_000, 20_000, 25_000, 35_000, 50_000, 80_000,
  125_000, 175_000, 250_000,
];

/** How many may leave on a day at this step, from 0; past the end of the plan twice as many at each. Pure. */
export function allowance(plan: WarmUp, step: number): number {
  const days = plan === true ? USUAL : plan;
  const last = days.length - 1;
  const beyond = Math.max(0, Math.min(step - last, 20));
  return (days[Math.min(Math.max(step, 0), last)] ?? 1) * 2 ** beyond;
}

/** What became of a day's mails. */
export type WarmDay = Readonly<{
  mails: number;
  bounced: number;
  complained: number;
  deferred: number;
}>;

/** More than this share of a day's mails, and the next day is like it. */
const LIMITS = [
  { of: 'bounced', below: 0.02 },
  { of: 'complained', below: 0.001 },
  { of: 'deferred', below: 0.05 },
] as const;

/**
 * Whether the day after this one may have more; else why not. A day that used less than half of what it might have used proves nothing.
 * Pure.
 */
export function mayAdvance(day: WarmDay, allowed: number): true | string {
  const { mails } = day;
  if (mails < allowed / 2) return `only ${count(mails)} of ${count(allowed)} mails left`;
  const bad = LIMITS.find(({ of, below }) => day[of] >= below * mails);
  if (bad === undefined) return true;
  return `${count(day[bad.of])} of ${count(mails)} ${bad.of} (${percent(day[bad.of] / mails)})`;
}
