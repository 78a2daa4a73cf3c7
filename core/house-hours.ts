import { parseHours, type SaidHours } from './calendar/hours.ts';
import { opensAt, spreadIn } from './calendar/windows.ts';
import type { Calendar, Hours, Slice } from './calendar.ts';
import type { Instant } from './fact.ts';
import type { HouseData } from './house.ts';
import type { Window } from './language/hours.ts';
import { spread } from './spread.ts';

/** Where the offsets and holidays of a zone come from. */
export type SliceFor = (zone: string, at: Instant) => Slice;

const OFFICE = { days: 'mon-fri', from: '09:00', to: '17:00' };
const NINE_TO_FIVE: Hours = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 };

/** A house says its hours once, and is asked for them with every question: so they are read once. */
const read = new WeakMap<SaidHours, Hours>();

function hoursOf(said: SaidHours): Hours {
  const before = read.get(said);
  if (before !== undefined) return before;
  const hours = parseHours(said) ?? NINE_TO_FIVE;
  read.set(said, hours);
  return hours;
}

/** The zone of whoever has none of their own. Pure. */
export const houseZone = ({ zone }: HouseData): string => zone ?? 'UTC';

/** The days and hours of somebody: the house's, in their zone. Pure. */
export const personCalendar = (
  house: HouseData,
  {
    zone,
    at,
    sliceFor,
  }: Readonly<{ zone?: string | null | undefined; at: Instant; sliceFor: SliceFor }>,
): Calendar => ({
  slice: sliceFor(zone ?? houseZone(house), at),
  hours: hoursOf(house.hours ?? OFFICE),
});

/** The days and hours in which a team answers: its own, else the house's. Pure. */
export function teamCalendar(
  house: HouseData,
  { team, at, sliceFor }: Readonly<{ team: string; at: Instant; sliceFor: SliceFor }>,
): Calendar {
  const { zone, hours } = house.teams[team] ?? {};
  return {
    slice: sliceFor(zone ?? houseZone(house), at),
    hours: hoursOf(hours ?? house.hours ?? OFFICE),
  };
}

type Sending = Readonly<{
  /** The window's name; absent: always. */
  during: string | undefined;
  prospect: string;
  zone: string | null | undefined;
  sender: string;
  at: Instant;
  pace: number;
  sliceFor: SliceFor;
}>;

/**
 * When a mail may go by its window: `at` itself where it is open, else at this person's turn after the next opening, so that thousands who
 * wait for it do not go out at once. (Whoever is due while it is open has not waited; and whoever asks at their turn always asks a little
 * late.) Undefined where no window keeps a mail back: none is named, it is always open, or time does not go at its real pace. Pure.
 */
export function windowOpensAt(house: HouseData, sending: Sending): Instant | undefined {
  const window = house.windows?.[sending.during ?? ''];
  const hours = window && openingHours(window);
  if (hours === undefined || sending.pace !== 1) return undefined;
  const slice = sending.sliceFor(zoneOf(house, window?.zone ?? 'recipient', sending), sending.at);
  const opens = opensAt(sending.at, hours, slice);
  if (opens <= sending.at) return sending.at;
  return spreadIn(opens, spread(`window:${sending.prospect}`), { hours, slice });
}

/** Undefined where it is always open. */
function openingHours({ days, from, to }: Window): Hours | undefined {
  if (days === undefined && from === undefined && to === undefined) return undefined;
  return parseHours({ ...(days && { days }), ...(from && { from }), ...(to && { to }) });
}

function zoneOf(house: HouseData, zone: string, { zone: own, sender }: Sending): string {
  if (zone === 'recipient') return own ?? houseZone(house);
  if (zone === 'sender') return house.senders[sender]?.zone ?? houseZone(house);
  return zone === 'team' ? houseZone(house) : zone;
}
