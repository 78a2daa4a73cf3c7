import { dayOf, DAY } from '../../core/calendar/day.ts';
import type { Slice } from '../../core/calendar.ts';
import type { Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import { sliceOf } from '../../zones/slice.ts';
import type { Setup } from '../setup.ts';
import type { Behaviour } from './behaviour.ts';

/** All that a forecast is made from: plain data, the same for every thread. */
export type Plan = Readonly<{
  house: HouseData;
  versions: ReadonlyMap<string, Frozen>;
  series: ReadonlyMap<string, readonly string[]>;
  behaviour: Behaviour;
  /** The journey that they come into. */
  journey: string;
  people: number;
  months: number;
  seed: number;
}>;

/** A plan, ready to be lived: from the first midnight (UTC) for so many days. */
export type World = Readonly<{
  plan: Plan;
  setup: Setup;
  frozen: Frozen;
  /** 'journey.stage' of every stage that people are recycled into. */
  recycles: ReadonlySet<string>;
  begins: Instant;
  days: number;
  end: Instant;
}>;

/** @throws Error where the plan's journey is none of its versions, or its first day is no day */
export function worldOf(plan: Plan): World {
  const { behaviour, house, versions, series, months } = plan;
  const frozen = versions.values().find(({ journey }) => journey === plan.journey);
  const first = dayOf(behaviour.starts);
  if (frozen === undefined || first === undefined)
    throw new Error(`nothing to live: ${plan.journey}`);
  const days = dayAfter(behaviour.starts, months) - first;
  const begins = first * DAY;
  const sliceFor = slicesFrom(begins, days, house.holidays ?? []);
  const setup = { house, versions, series, sliceFor };
  return {
    plan,
    setup,
    frozen,
    recycles: recyclesOf(versions),
    begins,
    days,
    end: begins + days * DAY - 1,
  };
}

const recyclesOf = (versions: Plan['versions']): ReadonlySet<string> =>
  new Set(
    [...versions.values()].flatMap(({ journey, stages }) =>
      Object.entries(stages).flatMap(([stage, { recycle }]) =>
        recycle ? [`${journey}.${stage}`] : [],
      ),
    ),
  );

/** The day so many months later; at the end of a month that is shorter, the first of the next. Pure. */
export function dayAfter(day: string, months: number): number {
  const [year = 0, month = 0, date = 1] = day.split('-').map(Number);
  const counted = month - 1 + months;
  const [inYear, inMonth] = [year + Math.floor(counted / 12), (counted % 12) + 1];
  const [y, m] = [String(inYear).padStart(4, '0'), String(inMonth).padStart(2, '0')];
  const same = dayOf(`${y}-${m}-${String(date).padStart(2, '0')}`);
  return same ?? dayAfter(`${y}-${m}-01`, 1);
}

/** Beyond the end of a forecast waits and dates go on. */
const BEYOND = 400;

/** One slice a zone, over the whole time: thousands walk it again and again. */
function slicesFrom(begins: Instant, days: number, holidays: readonly string[]): Setup['sliceFor'] {
  const slices = new Map<string, Slice>();
  return (zone) => {
    const had = slices.get(zone);
    if (had) return had;
    const slice = sliceOf(zone, begins, { days: days + BEYOND, holidays });
    slices.set(zone, slice);
    return slice;
  };
}
