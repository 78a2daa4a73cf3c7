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
  if ('day' in anchor) return instantOf(anchor.day);
  if ('trait' in anchor) return instantOf(known.traits[anchor.trait]?.value);
  return instantOf(latest(known, anchor.of)?.props[anchor.property]);
}

/** A date as events and traits carry it: ISO 8601, or milliseconds since 1970. */
function instantOf(value: unknown): Instant | undefined {
  const at = typeof value === 'string' ? isoInstant(value) : value;
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}
