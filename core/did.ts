import type { Fact, Instant } from './fact.ts';
import type { Ask, Match, PropertyRef, Scalar } from './frozen.ts';
import { type Deed, type Known, latest } from './knowledge.ts';
import { lengthOf } from './length.ts';

export type DidAsk = Extract<Ask, { kind: 'did' }>;

/** Since when, and until when, they have done it so often. Pure, total; the order of the deeds does not matter. */
export function didFact(ask: DidAsk, known: Known): Fact | undefined {
  const times = deedsOf(ask, known)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  const count = ask.times ?? 1;
  const last = times.at(-1);
  if (last === undefined || times.length < count) return undefined;
  if (ask.within === undefined) return interval(times[count - 1] ?? last, last);
  return lastRun(times, { count, length: lengthOf(ask.within, known.pace) });
}

/** The deeds behind a sentence, in the order given. Pure. */
export function deedsOf<D extends Deed>(
  ask: DidAsk,
  known: Omit<Known, 'deeds'> & { deeds: readonly D[] },
): D[] {
  const from = ask.ever === true ? -Infinity : known.from;
  const where = resolved(ask.where, known);
  if (where === 'unknown') return [];
  return known.deeds.filter(
    ({ name, at, props }) => name === ask.event && at >= from && matches(where, props),
  );
}

const interval = (since: Instant, last: Instant): Fact =>
  last > since ? { since, last } : { since };

/** The newest unbroken stretch in which there were always `count` deeds no older than `length`. */
function lastRun(
  times: readonly Instant[],
  { count, length }: Readonly<{ count: number; length: number }>,
): Fact | undefined {
  let run: Fact | undefined;
  for (let i = count - 1; i < times.length; i += 1) {
    const at = times[i] ?? 0;
    const until = (times[i - count + 1] ?? 0) + length;
    if (until <= at) continue; // too far apart
    const goesOn = run?.until !== undefined && at <= run.until;
    run = { ...interval(goesOn && run ? run.since : at, at), until };
  }
  return run;
}

type Where = Readonly<Record<string, Exclude<Match, PropertyRef>>>;

/** What is compared with a property of the entry's own event, looked up; 'unknown' where there was no such event. */
function resolved(where: DidAsk['where'], known: Known): Where | 'unknown' {
  const plain: Record<string, Exclude<Match, PropertyRef>> = {};
  for (const [name, match] of Object.entries(where ?? {})) {
    const value = isRef(match) ? latest(known, match.of)?.props[match.property] : match;
    if (value === undefined || value === null) return 'unknown';
    plain[name] = value as Exclude<Match, PropertyRef>;
  }
  return plain;
}

/** Whether it is compared with another event's property. Pure. */
export const isRef = (match: Match): match is PropertyRef =>
  typeof match === 'object' && 'of' in match;

/** Whether an event's properties are what was asked for; what is compared with another event must have been looked up. Pure, total. */
export const matches = (
  where: Readonly<Record<string, Match>> | undefined,
  props: Readonly<Record<string, unknown>>,
): boolean => Object.entries(where ?? {}).every(([name, match]) => fits(match, props[name]));

function fits(match: Match, value: unknown): boolean {
  if (typeof match !== 'object') return match === value;
  if (isList(match)) return match.some((one) => one === value);
  if ('atLeast' in match) return typeof value === 'number' && value >= match.atLeast;
  if ('under' in match) return typeof value === 'number' && value < match.under;
  if ('of' in match) return false;
  return typeof value === 'string' && value.startsWith(match.startsWith);
}

const isList = (match: Match): match is readonly Scalar[] => Array.isArray(match);
