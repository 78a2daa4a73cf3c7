import type { Frozen } from '../../core/frozen.ts';
import type { Behaviour } from '../../simulator/forecast/behaviour.ts';
import { liveThrough, partsOf } from '../../simulator/forecast/crowd.ts';
import { type Forecast, forecastOf } from '../../simulator/forecast/forecast.ts';
import { emptyTally, merge } from '../../simulator/forecast/tally.ts';
import { type Plan, worldOf } from '../../simulator/forecast/world.ts';
import { house } from './small-house.ts';
import { small } from './small-journey.ts';

const recycling: Frozen = {
  ...small,
  stages: { ...small.stages, recycle: { owner: 'marketing', demand: 'create', recycle: true } },
};

/** People who come from a list and do nothing at all. */
export const still: Behaviour = {
  starts: '2027-01-01',
  arrivals: { small: { by: 'list' } },
  segments: {},
};

/** People who look at prices, answer mails and leave, and a team that answers them. */
export const lively: Behaviour = {
  ...still,
  arrivals: { small: { by: 'list', over: '2 months' } },
  segments: {
    buyers: {
      share: 0.5,
      traits: { role: 'buyer' },
      does: [{ event: 'pricing.viewed', perMonth: 0.4, inMarket: 2 }],
    },
    others: { share: 0.5, does: [{ event: 'demo.requested', perMonth: 0.1 }] },
  },
  market: { atArrival: 0.3, entersPerMonth: 0.05, stays: '60 days' },
  mails: { within: '2 days', educate: { click: 0.1, unsubscribe: 0.02 } },
  sales: {
    answersIn: { from: 0.25, to: 2 },
    perRepPerDay: 6,
    answers: {
      inMarket: { accept: 0.8, reject: { 'not-ready': 0.1 } },
      otherwise: { accept: 0.4, reject: { 'not-ready': 0.4, 'bad-fit': 0.1 } },
    },
    outcomeAfter: { from: '1 week', to: '1 month' },
    outcomes: {
      inMarket: { won: 0.5, lost: { 'not-ready': 0.3 } },
      otherwise: { won: 0.3, returned: 0.3 },
    },
  },
};

/** The small journey, lived by so many. */
export const planOf = (behaviour: Behaviour, people = 300): Plan => ({
  house,
  versions: new Map([['v1', recycling]]),
  series: new Map(),
  behaviour,
  journey: 'small',
  people,
  months: 12,
  seed: 1,
});

/** What it comes to, its parts added up in this order or backwards. */
export function forecastFor(plan: Plan, { backwards = false } = {}): Forecast {
  const world = worldOf(plan);
  const whole = emptyTally(world);
  const parts = backwards ? partsOf(plan.people).toReversed() : partsOf(plan.people);
  for (const part of parts) merge(whole, liveThrough(world, part));
  return forecastOf(world, whole);
}
