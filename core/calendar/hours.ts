import type { Hours } from '../calendar.ts';

/** Hours as a house says them: 'mon-fri', '09:00', '17:00'. No days: every day; no times: the whole day. */
export type SaidHours = Readonly<{
  days?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}>;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WHOLE_DAY = 24 * 60;

/** The hours that were said, or undefined where they are none, end before they begin or go over midnight. Pure. */
export function parseHours({
  days = 'mon-sun',
  from = '00:00',
  to = '24:00',
}: SaidHours): Hours | undefined {
  const open = parseDays(days);
  const [start, end] = [parseTime(from), parseTime(to)];
  if (open === undefined || start === undefined || end === undefined) return undefined;
  return start < end ? { days: open, from: start, to: end } : undefined;
}

/** 'mon-fri', 'tue,thu', 'sat-mon' as sorted weekdays (1 Monday … 7 Sunday), or undefined. Pure. */
export function parseDays(said: string): readonly number[] | undefined {
  const parts = said.split(',').map((part) => parsePart(part.trim()));
  if (parts.includes(undefined)) return undefined;
  return [...new Set(parts.flatMap((part) => part ?? []))].toSorted((a, b) => a - b);
}

/** '09:00' as minutes of the day, up to '24:00'; or undefined. Pure. */
export function parseTime(said: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(said) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return time <= WHOLE_DAY ? time : undefined;
}

function parsePart(part: string): readonly number[] | undefined {
  const [first = '', last = first, ...more] = part.split('-');
  const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  if (from < 0 || to < 0 || more.length > 0) return undefined;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, days) => ((from + days) % 7) + 1);
}
