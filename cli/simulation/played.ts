import { dayOf, DAY, MINUTE } from '../../core/calendar/day.ts';
import { whenShown } from '../../core/calendar/offsets.ts';
import type { Instant } from '../../core/fact.ts';
import { houseZone } from '../../core/house-hours.ts';
import type { Happening } from '../../simulator/happening.ts';
import type { Persona } from '../../simulator/persona.ts';
import { play } from '../../simulator/play.ts';
import type { Setup } from '../../simulator/setup.ts';
import { type Summary, summaryOf } from '../../simulator/summary.ts';
import { type Line, linesOf } from './line.ts';
import type { Speech } from './speech.ts';

/** A persona's calendar, played, summed up and put into words. */
export type Played = Readonly<{
  persona: Persona;
  journey: string;
  days: number;
  begins: Instant;
  ends: Instant;
  happenings: readonly Happening[];
  summary: Summary;
  lines: readonly Line[];
  speech: Speech;
  /** How many journeys they were in. */
  journeys: number;
}>;

type Wish = Readonly<{
  persona: Persona;
  journey: string;
  days: number;
  /** 'YYYY-MM-DD'; absent: when their story begins. */
  from?: string | undefined;
}>;

/** A story that does not say when it begins; a fixed day, so that the same persona has the same calendar tomorrow. */
export const ONCE = '2027-01-11 10:30';

/** Plays a persona. Deterministic: nothing of it depends on the day on which it is asked. */
export function playPersona(setup: Setup, { persona, journey, days, from }: Wish): Played {
  const zone = persona.zone ?? houseZone(setup.house);
  const begins = beginOf(setup, { story: persona.begins ?? ONCE, zone, from });
  const ends = begins + days * DAY;
  const happenings = play(setup, { persona, journey, begins, days });
  const speech = { setup, zone };
  return {
    persona,
    journey,
    days,
    begins,
    ends,
    happenings,
    summary: summaryOf(happenings, ends),
    lines: linesOf(happenings, speech),
    speech,
    journeys: new Set(happenings.flatMap(({ journey: one }) => one ?? [])).size,
  };
}

type Beginning = Readonly<{ story: string; zone: string; from?: string | undefined }>;

/** When a story begins that is told by the clock on somebody's wall. */
export function beginOf(setup: Setup, { story, zone, from }: Beginning): Instant {
  const [day = '', clock = '10:30'] = story.split(' ');
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const midnight = (dayOf(from ?? day) ?? 0) * DAY;
  const wall = midnight + (hour * 60 + minute) * MINUTE;
  return whenShown(wall, setup.sliceFor(zone, wall).offsets);
}
