import { startOfDay } from './calendar/local-time.ts';
import type { Calendar } from './calendar.ts';
import type { Fact, Instant } from './fact.ts';
import type { Anchor, Ask } from './frozen.ts';
import { isoInstant } from './iso-instant.ts';
import { type Known, latest } from './knowledge.ts';
import { after, before } from './length.ts';

type MomentAsk = Extract<Ask, { kind: 'moment' }>;

/** A moment as a fact: true from that instant on. Undefined while nobody knows it. Pure, total. */
export function momentFact({ anchor, shift }: MomentAsk, known: Known): Fact | undefined {
  const at = anchorAt(anchor, known);
  if (at === undefined) return undefined;
  if (shift === undefined) return { since: at };
  const move = shift.side === 'before' ? before : after;
  return { since: move(at, shift.by, known) };
}

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
