import { DAY } from '../../core/calendar/day.ts';
import { teamCalendar } from '../../core/house-hours.ts';
import { quantile } from './quantile.ts';
import { mostAtOnce, queue } from './queue.ts';
import type { Offered } from './tally.ts';
import { WorkClock } from './work-clock.ts';
import type { World } from './world.ts';

/** What a forecast means for one team: the offers it gets, and the queues that they would make. */
export type TeamLoad = Readonly<{
  team: string;
  name: string;
  reps: number;
  offers: number;
  /** Offers in each week from the first day on; the last one may be short. */
  weekly: readonly number[];
  /** So many it can look at in a week of five working days, or as many as it works; absent: the model has no sales. */
  capacity?: number;
  /**
   * Until somebody looks: working hours spent behind others (half, nine of ten, all wait no longer), offers whose clock would run out
   * meanwhile, and the longest line. `closed`: those whose clock runs out before the team works at all.
   */
  attention?: Readonly<{
    median: number;
    p90: number;
    most: number;
    late: number;
    line: number;
    closed: number;
  }>;
  /** Offers and accepted people that it has at once, at most. */
  atOnce: number;
  /** Of those that the house lets it have open: days until a slot is free. Absent: the house says no number. */
  slots?: Readonly<{ open: number; queued: number; median: number; p90: number; line: number }>;
}>;

/** The load of every team that gets offers, by name. `offers` in the order in which they are made. Pure. */
export function teamLoads(world: World, offers: readonly Offered[]): readonly TeamLoad[] {
  const teams = Object.groupBy(offers, ({ team }) => team);
  return Object.keys(teams)
    .toSorted()
    .map((team) => loadOf(world, team, teams[team] ?? []));
}

function loadOf(world: World, team: string, offers: readonly Offered[]): TeamLoad {
  const { name = team, reps = [] } = world.setup.house.teams[team] ?? {};
  const held = offers.map(({ at, closedAt = world.end }) => ({ from: at, to: closedAt }));
  return {
    team,
    name,
    reps: reps.length,
    offers: offers.length,
    weekly: weekly(world, offers),
    ...attention(world, team, offers),
    atOnce: mostAtOnce(held),
    ...slots(world, team, held),
  };
}

function weekly({ begins, days }: World, offers: readonly Offered[]): readonly number[] {
  const weeks = Array.from({ length: Math.ceil(days / 7) }, () => 0);
  for (const { at } of offers) {
    const week = Math.floor((at - begins) / (7 * DAY));
    weeks[week] = (weeks[week] ?? 0) + 1;
  }
  return weeks;
}

/** One line for the whole team: its reps look at one offer after the other, in the hours in which it works. */
function attention(
  world: World,
  team: string,
  offers: readonly Offered[],
): Pick<TeamLoad, 'attention' | 'capacity'> {
  const { sales } = world.plan.behaviour;
  const { house, sliceFor } = world.setup;
  const reps = house.teams[team]?.reps.length ?? 0;
  if (sales === undefined || reps === 0) return {};
  const calendar = teamCalendar(house, { team, at: world.begins, sliceFor });
  const last = Math.max(world.end, ...offers.slice(-1).map(({ until }) => until));
  const clock = new WorkClock(calendar, world.begins, last + 7 * DAY);
  const perDay = reps * sales.perRepPerDay;
  const takes = clock.day / perDay;
  const coming = offers.map(({ at }) => ({ at: clock.at(at), takes }));
  const { waits, longest } = queue(coming, 1);
  const left = offers.map(({ at, until }) => clock.at(until) - clock.at(at));
  const late = left.filter((hours, i) => hours > 0 && (waits[i] ?? 0) > hours).length;
  const closed = left.filter((hours) => hours <= 0).length;
  return {
    capacity: perDay * calendar.hours.days.length,
    attention: { ...spreadOf(waits), late, line: longest, closed },
  };
}

const spreadOf = (waits: readonly number[]) => ({
  median: quantile(waits, 0.5),
  p90: quantile(waits, 0.9),
  most: quantile(waits, 1),
});

type Stretch = Readonly<{ from: number; to: number }>;

function slots(world: World, team: string, held: readonly Stretch[]): Pick<TeamLoad, 'slots'> {
  const open = world.setup.house.teams[team]?.open;
  if (open === undefined) return {};
  const coming = held.map(({ from, to }) => ({ at: from, takes: to - from }));
  const { waits, longest } = queue(coming, open);
  const days = waits.map((wait) => wait / DAY);
  const { median, p90 } = spreadOf(days);
  return {
    slots: { open, queued: waits.filter((wait) => wait > 0).length, median, p90, line: longest },
  };
}
