export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A calendar day as days since 1970-01-01: no zone, no time of day. */
export type DayNumber = number;
/** A calendar day and its parts, as people count them: month 1-12, weekday 1 Monday … 7 Sunday. */
export type Civil = Readonly<{ year: number; month: number; date: number; weekday: number }>;

const DAYS_OF_ERA = 146_097;
/** From 0000-03-01, where the arithmetic begins, to 1970-01-01. */
const EPOCH = 719_468;

/** 1 Monday … 7 Sunday. Pure, total. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The day of 'YYYY-MM-DD', or undefined where that is no day (there is no 30th of February). Pure. */
export function dayOf(text: string): DayNumber | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  const day = counted(Number(year), Number(month), Number(date));
  return sayDay(day) === text ? day : undefined;
}

/** 'YYYY-MM-DD'. Pure, total. */
export function sayDay(day: DayNumber): string {
  const { year, month, date } = civilOf(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

/**
 * The Gregorian date of a day, in years that begin in March, so that the day which leap years add is the last of all:
 * howardhinnant.github.io/date_algorithms.html. Pure, total.
 */
export function civilOf(day: DayNumber): Civil {
  const since = day + EPOCH;
  const era = Math.floor(since / DAYS_OF_ERA);
  const ofEra = since - era * DAYS_OF_ERA;
  const leaps =
    Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / (DAYS_OF_ERA - 1));
  const year = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: weekdayOf(day),
  };
}

function counted(year: number, month: number, date: number): DayNumber {
  const years = month <= 2 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const ofEra = years - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const leaps = Math.floor(ofEra / 4) - Math.floor(ofEra / 100);
  return era * DAYS_OF_ERA + ofEra * 365 + leaps + ofYear - EPOCH;
}

/** `4` as '04'. Pure. */
export const padded = (number: number, width: number): string =>
  String(number).padStart(width, '0');
