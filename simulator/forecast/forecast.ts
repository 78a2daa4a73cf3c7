import { civilOf, DAY, sayDay } from '../../core/calendar/day.ts';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';
import { quantileOf } from './quantile.ts';
import type { Counts, Offered, Tally } from './tally.ts';
import { type TeamLoad, teamLoads } from './team-load.ts';
import { type Rate, rateOf } from './wilson.ts';
import type { World } from './world.ts';

/** People by place at the end of a month. */
export type MonthEnd = Readonly<{ month: string; people: Readonly<Record<string, number>> }>;
export type Peak = Readonly<{ day: string; mails: number }>;

/** What a journey would do to so many people and to sales, if they behave as the model says. Plain data. */
export type Forecast = Readonly<{
  journey: string;
  people: number;
  months: number;
  seed: number;
  /** Both days included. */
  from: string;
  to: string;
  /** Those at which anybody ever was. */
  places: readonly Place[];
  monthly: readonly MonthEnd[];
  /** One number a day, from `from` on. */
  daily: Readonly<{
    people: Readonly<Record<string, readonly number[]>>;
    educate: readonly number[];
    convert: readonly number[];
  }>;
  mails: Readonly<{
    educate: number;
    convert: number;
    perDay: number;
    peak?: Peak;
    perPerson: Readonly<{ median: number; p90: number; most: number }>;
  }>;
  handoffs: Readonly<{
    offers: number;
    /** How they stand at the end: accepted (or more), rejected, expired, … */
    accepted: number;
    rejected: Readonly<Record<string, number>>;
    expired: number;
    others: number;
    teams: readonly TeamLoad[];
  }>;
  counts: Counts;
  /** Absent where there is nobody to speak of. */
  rates: Readonly<Partial<Record<RateName, Rate>>>;
}>;
export type RateName =
  | 'educateShare'
  | 'acceptance'
  | 'unworked'
  | 'offered'
  | 'won'
  | 'recycledThenWon'
  | 'atCap'
  | 'heldByCap'
  | 'unsubscribes'
  | 'unsubscribesPerMail';

/** What the lives of a crowd come to. Pure; the order in which the parts of the tally were added makes no difference. */
export function forecastOf(world: World, tally: Tally): Forecast {
  const { plan, days, begins } = world;
  const first = begins / DAY;
  const places = placesOf(world.frozen, Object.keys(plan.house.stages));
  const people = Object.fromEntries(
    places.map(({ id }) => [id, summed(tally.moves[id] ?? new Int32Array(days))]),
  );
  const used = places.filter(({ id }) => people[id]?.some((count) => count > 0));
  const offers = tally.offers.toSorted((a, b) => a.at - b.at || a.person - b.person);
  const byPlace = Object.fromEntries(used.map(({ id }) => [id, people[id] ?? []]));
  return {
    journey: plan.journey,
    people: plan.people,
    months: plan.months,
    seed: plan.seed,
    from: sayDay(first),
    to: sayDay(first + days - 1),
    places: used,
    monthly: monthEnds(first, days, byPlace),
    daily: {
      people: byPlace,
      educate: [...tally.mails.educate],
      convert: [...tally.mails.convert],
    },
    mails: mailsOf(world, tally),
    handoffs: { ...answersOf(offers), teams: teamLoads(world, offers) },
    counts: tally.counts,
    rates: ratesOf(tally),
  };
}

function summed(moves: Int32Array): readonly number[] {
  let people = 0;
  return Array.from(moves, (more) => (people += more));
}

function monthEnds(
  first: number,
  days: number,
  people: Readonly<Record<string, readonly number[]>>,
): readonly MonthEnd[] {
  const ends = Array.from({ length: days }, (_, i) => i).filter(
    (i) => i === days - 1 || civilOf(first + i + 1).date === 1,
  );
  return ends.map((i) => ({
    month: sayDay(first + i).slice(0, 7),
    people: Object.fromEntries(Object.entries(people).map(([id, daily]) => [id, daily[i] ?? 0])),
  }));
}

function mailsOf({ days, begins }: World, { mails, touches }: Tally): Forecast['mails'] {
  const daily = Array.from(mails.educate, (count, day) => count + (mails.convert[day] ?? 0));
  const most = daily.reduce((max, count) => Math.max(max, count), 0);
  const day = sayDay(begins / DAY + daily.indexOf(most));
  const [educate, convert] = [sum(mails.educate), sum(mails.convert)];
  return {
    educate,
    convert,
    perDay: (educate + convert) / days,
    ...(most > 0 && { peak: { day, mails: most } }),
    perPerson: {
      median: quantileOf(touches, 0.5),
      p90: quantileOf(touches, 0.9),
      most: quantileOf(touches, 1),
    },
  };
}

const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);

type Answered = Omit<Forecast['handoffs'], 'teams'>;

function answersOf(offers: readonly Offered[]): Answered {
  const rejected: Record<string, number> = {};
  for (const { state, reason = '' } of offers)
    if (state === 'rejected') rejected[reason] = (rejected[reason] ?? 0) + 1;
  const accepted = offers.filter((offer) => offer.accepted).length;
  const expired = offers.filter(({ state }) => state === 'expired').length;
  const no = Object.values(rejected).reduce((total, count) => total + count, 0);
  const others = offers.length - accepted - expired - no;
  return { offers: offers.length, accepted, rejected, expired, others };
}

function ratesOf({ counts, mails, offers }: Tally): Forecast['rates'] {
  const { accepted, rejected, expired } = answersOf(offers);
  const answered = accepted + Object.values(rejected).reduce((total, count) => total + count, 0);
  const all = sum(mails.educate) + sum(mails.convert);
  const rates: Record<RateName, Rate | undefined> = {
    educateShare: rateOf(sum(mails.educate), all),
    acceptance: rateOf(accepted, answered),
    unworked: rateOf(expired, answered + expired),
    offered: rateOf(counts.offered, counts.came),
    won: rateOf(counts.won, counts.came),
    recycledThenWon: rateOf(counts.wonAfterRecycle, counts.won),
    atCap: rateOf(counts.atCap, counts.came),
    heldByCap: rateOf(counts.heldByCap, counts.came),
    unsubscribes: rateOf(counts.unsubscribed, counts.came),
    unsubscribesPerMail: rateOf(counts.unsubscribed, all),
  };
  return Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined));
}
