import { isStale } from '../core/calendar/stale.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import { houseZone, personCalendar } from '../core/house-hours.ts';
import type { Telling } from '../core/state.ts';
import { usesCalendar } from '../core/uses-calendar.ts';
import type { Happening } from './happening.ts';
import type { Records } from './records.ts';
import type { Setup, Who } from './setup.ts';

/** What answers for PostgreSQL, for one person: their records, and who is to hear what. `now` is set by whoever asks. */
export type Ctx = {
  now: Instant;
  readonly setup: Setup;
  readonly who: Who;
  readonly records: Records;
  readonly note: (happening: Happening) => void;
  readonly tell: (telling: Telling) => void;
};

/** The house's own days, by which the fold reads dates. */
export const houseCalendar = ({ setup, now }: Ctx): Calendar =>
  personCalendar(setup.house, { zone: houseZone(setup.house), at: now, sliceFor: setup.sliceFor });

/** Their days and hours, where a journey needs them and those it has are not right any more. */
export function freshCalendar(
  { setup, who, now }: Ctx,
  journey: Frozen,
  had: Calendar | undefined,
): { calendar?: Calendar } {
  if (!usesCalendar(journey) || (had && !isStale(had.slice, now, who.zone))) return {};
  return {
    calendar: personCalendar(setup.house, { zone: who.zone, at: now, sliceFor: setup.sliceFor }),
  };
}
