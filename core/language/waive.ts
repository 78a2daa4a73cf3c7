import type { Doctrine } from '../check/codes.ts';
import type { Waiver } from '../check/waiver.ts';
import type { Day } from './time.ts';

/**
 * A rule that this journey does not keep, why, and until when: `waive('J103', 'A launch: three weeks of news.', '2027-01-31')`. Every
 * check prints it, and from the day after it counts no more.
 */
export const waive = (code: Doctrine, reason: string, until: Day): Waiver => ({
  code,
  reason,
  until,
});
