import type { Calendar } from '../core/calendar.ts';
import { isStale } from '../core/calendar/stale.ts';
import type { Frozen } from '../core/frozen.ts';
import { houseZone, personCalendar } from '../core/house-hours.ts';
import type { State } from '../core/state.ts';
import { usesCalendar } from '../core/uses-calendar.ts';
import type { Ctx } from './ctx.ts';

/** The house's own days and hours: what the dates of its journeys count in. */
export const houseCalendar = ({ house, sliceFor, now }: Ctx): Calendar =>
  personCalendar(house, { zone: houseZone(house), at: now(), sliceFor });

type Place = Readonly<{
  frozen: Frozen;
  person: Readonly<{ zone: string | null }>;
  state: Omit<State, 'lines'>;
}>;

/** The calendar that a state lacks: its journey counts business days or hours, and the one it has is of elsewhere or runs out. */
export function lackedCalendar(
  { house, sliceFor, now }: Ctx,
  { frozen, person, state }: Place,
): Calendar | undefined {
  if (state.pace !== 1 || !usesCalendar(frozen)) return undefined;
  const zone = person.zone ?? houseZone(house);
  const { calendar } = state;
  if (calendar !== undefined && !isStale(calendar.slice, now(), zone)) return undefined;
  return personCalendar(house, { zone, at: now(), sliceFor });
}
