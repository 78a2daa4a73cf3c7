import type { Instant } from '../../core/fact.ts';
import { lengthOf } from '../../core/length.ts';
import type { Random } from '../random.ts';
import type { Properties, Property, Scalar, Shares, Spread } from './behaviour.ts';

/** One of the names by their shares; undefined: what is left over of 1. */
export function drawName(random: Random, shares: Shares): string | undefined {
  let left = random.next();
  for (const [name, share] of Object.entries(shares)) {
    if (left < share) return name;
    left -= share;
  }
  return undefined;
}

/** A value by its spread; undefined: none. */
export function drawValue(random: Random, spread: Spread): Scalar | undefined {
  if (typeof spread !== 'object') return spread;
  if (!isList(spread)) return drawName(random, spread);
  let left = random.next();
  for (const one of spread) {
    if (left < one.share) return 'is' in one ? one.is : between(random, one.from, one.to);
    left -= one.share;
  }
  return undefined;
}

const isList = (spread: Spread & object): spread is Extract<Spread, readonly unknown[]> =>
  Array.isArray(spread);

/** A whole number from one to the other, both included. */
const between = (random: Random, from: number, to: number): number =>
  from + random.below(to - from + 1);

type Cause = Readonly<Record<string, unknown>>;

/** The properties of an event that happens `now`; `cause`: those of the event it follows from. */
export const drawProps = (
  random: Random,
  properties: Properties | undefined,
  { now, cause = {} }: Readonly<{ now: Instant; cause?: Cause }>,
): Record<string, unknown> => {
  const valueOf = (property: Property): unknown => {
    if (typeof property !== 'object') return property;
    if ('in' in property) return new Date(now + lengthOf(property.in, 1)).toISOString();
    return 'oneOf' in property ? drawName(random, property.oneOf) : cause[property.same];
  };
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, property]) => [name, valueOf(property)]),
  );
};

/** How long until the next of things that happen so often in `period`, one independent of the other. */
export const untilNext = (random: Random, often: number, period: number): number =>
  often > 0 ? (-Math.log(1 - random.next()) / often) * period : Infinity;
