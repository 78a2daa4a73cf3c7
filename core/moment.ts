import { startOfDay } from './calendar/local-time.ts';
import type { Calendar } from './calendar.ts';
import type { Fact, Instant } from './fact.ts';
import type { Anchor, Ask, Shift } from './frozen.ts';
import { isoInstant } from './iso-instant.ts';
import { type Known, latest } from './knowledge.ts';
import { after, before, lengthOf } from './length.ts';

type MomentAsk = Extract<Ask, { kind: 'moment' }>;

/** A moment as a fact: true from that instant on. Undefined while nobody knows it. Pure, total. */
export function momentFact({ anchor, shift }: MomentAsk, known: Known): Fact | undefined {
  const at = anchorAt(anchor, known);
  if (at === undefined) return undefined;
  return { since: shift === undefined ? at : shifted(at, shift, known) };
}

/** At another pace than real time an hour is over before any machine has turned round: an hour or more is a second then, at least. */
const LEAST = 1000;

function shifted(at: Instant, { by, side }: Shift, known: Known): Instant {
  const there = (side === 'before' ? before : after)(at, by, known);
  const isShort = known.pace !== 1 && Math.abs(there - at) < LEAST && lengthOf(by, 1) >= HOUR;
  if (!isShort) return there;
  return side === 'before' ? at - LEAST : at + LEAST;
}
const HOUR = 3600_000;

function anchorAt(anchor: Anchor, known: Known): Instant | undefined {
  if ('day' in anchor) return instantOf(anchor.day, known);
  if ('trait' in anchor) return instantOf(known.traits[anchor.trait]?.value, known);
  return instantOf(latest(known, anchor.of)?.props[anchor.property], known);
}

/** A date as events and traits carry it: ISO 8601, or milliseconds since 1970. A mere day begins where the house is. */
function instantOf(value: unknown, { calendar }: Known): Instant | undefined {
  const at = typeof value === 'string' ? written(value, calendar) : value;
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}

const written = (text: string, calendar: Calendar | undefined): Instant | undefined =>
  (calendar && startOfDay(text, calendar.slice)) ?? isoInstant(text);
