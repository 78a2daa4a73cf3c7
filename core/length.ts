/** A length of time as marketers write it: '3 days', '1 hour'. Business units need the calendar, which is not there yet. */
export type Length = string;

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
const SHAPE = /^(\d+(?:\.\d+)?) (minute|hour|day|week|month)s?$/;

/** Real milliseconds of `length` at `pace` (1: real time; 1/43,200: a day in two seconds), or undefined where it is no length. Pure. */
export function parseLength(length: Length, pace: number): number | undefined {
  const [, count, unit] = SHAPE.exec(length) ?? [];
  const size = UNITS[unit ?? ''];
  return size === undefined ? undefined : Math.round(Number(count) * size * pace);
}

/** As `parseLength`, for lengths that `freeze` has checked: anything else counts as no time. Pure, total. */
export const lengthOf = (length: Length, pace: number): number => parseLength(length, pace) ?? 0;

/** How long people get to answer: at any other pace than real time 20 s, for people are not faster in a demo. Pure. */
export const answerClock = (length: Length, pace: number): number =>
  pace === 1 ? lengthOf(length, pace) : 20_000;
