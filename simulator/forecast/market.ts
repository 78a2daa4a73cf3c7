import type { Instant } from '../../core/fact.ts';
import { lengthOf } from '../../core/length.ts';
import type { Random } from '../random.ts';
import type { Behaviour } from './behaviour.ts';
import { untilNext } from './draw.ts';

/** 30 days: the month of a rate. */
export const MONTH = 30 * 86_400_000;

type Stay = Readonly<{ from: Instant; until: Instant }>;
type Stretch = Readonly<{ arrives: Instant; end: Instant }>;

/** When one person looks for something to buy. */
export class Market {
  readonly #stays: readonly Stay[];

  constructor(random: Random, market: Behaviour['market'], stretch: Stretch) {
    this.#stays = market === undefined ? [] : staysOf(random, market, stretch);
  }

  has(at: Instant): boolean {
    return this.#stays.some(({ from, until }) => from <= at && at < until);
  }
}

function staysOf(
  random: Random,
  { atArrival, entersPerMonth, stays }: NonNullable<Behaviour['market']>,
  { arrives, end }: Stretch,
): readonly Stay[] {
  const length = lengthOf(stays, 1);
  const found: Stay[] = [];
  // whoever is in it when they arrive has been for some time
  if (random.chance(atArrival))
    found.push({ from: arrives, until: arrives + length * random.next() });
  for (let at = found[0]?.until ?? arrives; at < end;) {
    const from = at + untilNext(random, entersPerMonth, MONTH);
    if (from < end) found.push({ from, until: from + length });
    at = from + length;
  }
  return found;
}
