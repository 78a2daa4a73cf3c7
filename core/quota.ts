import { count } from './say-number.ts';

/** How many mails may leave in a minute or in a day, whoever sends them: of all, to a group of mailboxes, in a sender's name, from a warming domain. */
export type Quota = Readonly<{
  scope: 'all' | 'to' | 'sender' | 'from';
  /** Which group, sender or domain; of all there is only one: ''. */
  of: string;
  per: 'minute' | 'day';
  most: number;
}>;

/** How the mails of a span are parted: milliseconds, and mails. */
export type Spacing = Readonly<{
  /** So many at most are leased ahead of their time. */
  block: number;
  /** So many may be caught up on after a quiet time. */
  burst: number;
  /** Each one leased puts off the next lease by so much. */
  each: number;
  /** What is not used so long after it was leased is lost. */
  lease: number;
}>;

/**
 * How `most` mails of a span are leased, so that no window of its length, wherever it begins, sees more than `most`. Pure.
 *
 * Whoever leases at t needs `free <= t`, counts from `base = max(free, t - burst * each)`, takes n with `base + n * each <= t + block * each`, and
 * leaves `free` there. What is used in a window of `span` was leased in one of `span + lease`: in it `free` moved by less than
 * `span + lease + (burst + block) * each`, so those are fewer than `(span + lease) / each + burst + block` mails, which `each` makes
 * `most + 1`. The price: what goes steadily is about nine tenths of it.
 */
export function spacingOf(most: number, span = 60_000, lease = span / 30): Spacing {
  const block = Math.max(1, Math.floor(most / 120));
  const burst = Math.floor(most / 10);
  const each = Math.ceil((1000 * (span + lease)) / (most - burst - block + 1)) / 1000;
  return { block, burst, each, lease };
}

/** So many of a day's mails are leased at once: what a worker that dies has of them does not leave that day. Pure. */
export const dayBlock = (most: number): number => Math.min(50, Math.max(1, Math.floor(most / 100)));

export const DAY = 86_400_000;

/** Days are those of UTC. Pure. */
export const dayOf = (at: number): number => Math.floor(at / DAY);

/** Why a mail waits, for people. Pure. */
export function sayQuota({ scope, of, per, most }: Quota): string {
  const many = `${count(most)} a ${per}`;
  switch (scope) {
    case 'all':
      return `no more than ${many} leave`;
    case 'to':
      return of.includes('.') ? `no more than ${many} go there` : `no more than ${many} to ${of}`;
    case 'sender':
      return `no more than ${many} in this name`;
    case 'from':
      return `${of} is warming up`;
  }
}
