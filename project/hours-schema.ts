import { z } from 'zod';
import { dayOf } from '../core/calendar/day.ts';
import { parseDays, parseTime, type SaidHours } from '../core/calendar/hours.ts';
import { likelyZone } from '../zones/likely-zone.ts';
import { isZone } from '../zones/zone.ts';

const CLOCKS = ['recipient', 'sender', 'team'];

/** A zone of the IANA database. */
export const zone = z.string().refine(isZone, { error: ({ input }) => noZone(input) });

/** A day as 'YYYY-MM-DD', one that the calendar has. */
export const day = z
  .string()
  .refine((said) => dayOf(said) !== undefined, "is no day: say one like '2027-12-25'");

const days = z
  .string()
  .refine(
    (said) => parseDays(said) !== undefined,
    "names no weekdays: say 'mon-fri', 'sat-sun' or 'tue,thu'",
  );
const time = z
  .string()
  .refine(
    (said) => parseTime(said) !== undefined,
    "is no time of day: say one from '00:00' to '24:00', like '09:00' or '17:30'",
  );
/** What is no time at all has been said already. */
function inOneDay({ from = '00:00', to = '24:00' }: SaidHours): boolean {
  const [begin, end] = [parseTime(from), parseTime(to)];
  return begin === undefined || end === undefined || begin < end;
}
const overNight = {
  path: ['to'],
  message: 'is not after `from`: hours begin and end on one day',
};

/** When people work: all three words, for without days it would be weekends too. */
export const workHours = z.strictObject({ days, from: time, to: time }).refine(inOneDay, overNight);

/** When mails may be sent: what is left out is no limit. */
export const sendWindow = z
  .strictObject({
    days: days.optional(),
    from: time.optional(),
    to: time.optional(),
    zone: z
      .string()
      .refine((said) => CLOCKS.includes(said) || isZone(said), {
        error: ({ input }) => `${noZone(input)}, nor 'recipient', 'sender' or 'team'`,
      })
      .optional(),
  })
  .refine(inOneDay, overNight);

function noZone(said: unknown): string {
  const likely = likelyZone(String(said)) ?? 'Europe/Berlin';
  return `is no time zone of the IANA database, as '${likely}' is`;
}
