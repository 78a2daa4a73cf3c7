import { InvalidArgumentError } from 'commander';
import { dayOf } from '../../core/calendar/day.ts';

/** Ten years: a persona's story is told by then. */
const MOST = 3660;

/** @throws InvalidArgumentError */
export function daysFlag(said: string): number {
  const days = Number(said);
  if (Number.isInteger(days) && days >= 1 && days <= MOST) return days;
  throw new InvalidArgumentError(`Say a number of days from 1 to ${MOST}.`);
}

/** @throws InvalidArgumentError */
export function dayFlag(said: string): string {
  if (dayOf(said) !== undefined) return said;
  throw new InvalidArgumentError('Say a day as YYYY-MM-DD.');
}
