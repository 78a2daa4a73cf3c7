import type { Instant } from '../../core/fact.ts';

/** When a line of a log was written, and what it says after that. `vague`: in the hour that a clock goes through twice; it may be an hour later. */
export type Stamped = Readonly<{ at: Instant; vague: boolean; rest: string }>;

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)) +(.*)$/;
const TRADITIONAL = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d+)? +(.*)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/**
 * Reads the stamp that rsyslog writes: RFC 3339, or the traditional one, which has neither year nor zone. The year is the one that makes it
 * no later than tomorrow, the zone this machine's. Undefined: no such line.
 */
export function stampOf(line: string, now: Instant): Stamped | undefined {
  const [, iso, said = ''] = ISO.exec(line) ?? [];
  if (iso !== undefined) return { at: Date.parse(iso), vague: false, rest: said };
  const [, name = '', day, hour, minute, second, rest = ''] = TRADITIONAL.exec(line) ?? [];
  const month = MONTHS.indexOf(name);
  if (month < 0) return undefined;
  const inYear = (year: number): Instant =>
    new Date(year, month, Number(day), Number(hour), Number(minute), Number(second)).getTime();
  const year = new Date(now).getFullYear();
  // on the first of January the log is of last year; a clock a little ahead of ours on the last of December, of the next
  const at = [year + 1, year, year - 1].map(inYear).find((one) => one <= now + DAY);
  return at === undefined ? undefined : { at, vague: isTwice(at), rest };
}

const HOUR = 3_600_000;
const isTwice = (at: Instant): boolean =>
  new Date(at).getHours() === new Date(at + HOUR).getHours();
