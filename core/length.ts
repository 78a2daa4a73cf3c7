import { addBusiness, type Calendar } from './calendar.ts';
import type { Instant } from './fact.ts';

/** A length of time as marketers write it: '3 days', '1 hour', '2 business days'. */
export type Length = string;

/** How time goes for somebody: how fast, and on which days people work. Without a calendar every day and hour counts. */
export type Clock = Readonly<{ pace: number; calendar?: Calendar | undefined }>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};
const SHAPE = /^(\d+(?:\.\d+)?) (business )?(minute|hour|day|week|month)s?$/;

/**
 * Real milliseconds of `length` at `pace` (1: real time; 1/43,200: a day in two seconds) where every day counts, or undefined where it
 * is no length. Pure.
 */
export function parseLength(length: Length, pace: number): number | undefined {
  const [, count, business, unit = ''] = SHAPE.exec(length) ?? [];
  const size = UNITS[unit];
  if (size === undefined || (business !== undefined && !isBusinessUnit(unit))) return undefined;
  return Math.round(Number(count) * size * pace);
}

/** As `parseLength`, for lengths that `freeze` has checked: anything else counts as no time. Pure, total. */
export const lengthOf = (length: Length, pace: number): number => parseLength(length, pace) ?? 0;

/** Whether it counts business days or hours. Pure. */
export const isBusiness = (length: Length): boolean => SHAPE.exec(length)?.[2] !== undefined;

/** The instant `length` after `at`. At another pace than real time every day and hour is open. Pure, total. */
export const after = (at: Instant, length: Length, clock: Clock): Instant =>
  moved(at, { length, times: 1 }, clock);

/** The instant `length` before `at`. Pure, total. */
export const before = (at: Instant, length: Length, clock: Clock): Instant =>
  moved(at, { length, times: -1 }, clock);

function moved(
  at: Instant,
  { length, times }: Readonly<{ length: Length; times: 1 | -1 }>,
  { pace, calendar }: Clock,
): Instant {
  const [, count, business, unit = ''] = SHAPE.exec(length) ?? [];
  if (business !== undefined && calendar !== undefined && pace === 1 && isBusinessUnit(unit))
    return addBusiness(at, { count: times * Number(count), unit }, calendar);
  return at + times * lengthOf(length, pace);
}

const isBusinessUnit = (unit: string): unit is 'day' | 'hour' => unit === 'day' || unit === 'hour';

/** When people must have answered: at any other pace than real time within 20 s, for people are not faster in a demo. Pure. */
export const answerBy = (at: Instant, length: Length, clock: Clock): Instant =>
  clock.pace === 1 ? after(at, length, clock) : at + 20_000;
