import type { Instant } from './fact.ts';

const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const DAY = 86_400_000;

/** An ISO 8601 date, or date and time, as an instant; without an offset in UTC. Undefined where it is none. Pure, never throws. */
export function isoInstant(text: string): Instant | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] =
    SHAPE.exec(text) ?? [];
  const days = dayNumber(Number(year), Number(month), Number(day));
  if (days === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const ofDay =
    Number(hour) * 3_600_000 + Number(minute) * 60_000 + Math.min(Number(second), 59) * 1000;
  return days * DAY + ofDay + Number(fraction.padEnd(3, '0')) - offset(zone);
}

/** Days since 1970-01-01 in the Gregorian calendar; undefined for a day there is not. Pure. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  // after Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}
