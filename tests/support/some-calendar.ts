import type { Calendar, Hours, Slice } from '../../core/calendar.ts';
import { dayOf } from '../../core/calendar/day.ts';
import { parseHours, type SaidHours } from '../../core/calendar/hours.ts';

/** Europe/Berlin in 2027, written out: clocks go forward on 28 March and back on 31 October. */
export const berlin: Slice = {
  zone: 'Europe/Berlin',
  from: Date.parse('2026-12-01T00:00:00Z'),
  until: Date.parse('2028-01-01T00:00:00Z'),
  offsets: [
    [Date.parse('2026-12-01T00:00:00Z'), 60],
    [Date.parse('2027-03-28T01:00:00Z'), 120],
    [Date.parse('2027-10-31T01:00:00Z'), 60],
  ],
  holidays: [],
};

export const withHolidays = (slice: Slice, ...days: readonly string[]): Slice => ({
  ...slice,
  holidays: days.map((day) => dayOf(day) ?? Number.NaN),
});

/** Hours that are some: a test that says others is wrong itself. */
export function hoursOf(said: SaidHours): Hours {
  const hours = parseHours(said);
  if (hours === undefined) throw new Error(`No hours: ${JSON.stringify(said)}`);
  return hours;
}

export const office = hoursOf({ days: 'mon-fri', from: '09:00', to: '17:00' });
export const atOffice: Calendar = { slice: berlin, hours: office };

/** '2027-03-28T02:30+01:00' and the like. */
export const instant = (iso: string): number => {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new Error(`No instant: ${iso}`);
  return at;
};
/** For messages that people read. */
export const iso = (at: number): string => new Date(at).toISOString();
