import type { Instant } from '../../core/fact.ts';
import type { Mindset } from '../../core/frozen.ts';
import type { HandoffState } from '../../core/state.ts';
import { placesOf } from './places.ts';
import type { World } from './world.ts';

/** An offer as sales had it. */
export type Offered = {
  readonly person: number;
  readonly team: string;
  readonly at: Instant;
  /** When its clock runs out. */
  readonly until: Instant;
  state: HandoffState;
  reason?: string;
  accepted?: true;
  /** When nobody had to think of it any more. */
  closedAt?: Instant;
};

/** People, counted. */
export type Counts = {
  people: number;
  came: number;
  offered: number;
  atCap: number;
  heldByCap: number;
  unsubscribed: number;
  won: number;
  wonAfterRecycle: number;
  recycled: number;
  faulted: number;
};

/** What a part of a crowd came to; parts add up, in any order, to the same. Plain data. */
export type Tally = {
  /** place → how many more (or fewer) are there since each day. */
  readonly moves: Record<string, Int32Array>;
  /** Mails a day. */
  readonly mails: Readonly<Record<Mindset, Int32Array>>;
  /** touches → how many people got so many. */
  readonly touches: Map<number, number>;
  readonly offers: Offered[];
  readonly counts: Counts;
};

export function emptyTally({ frozen, days, plan }: World): Tally {
  const places = placesOf(frozen, Object.keys(plan.house.stages));
  return {
    moves: Object.fromEntries(places.map(({ id }) => [id, new Int32Array(days)])),
    mails: { educate: new Int32Array(days), convert: new Int32Array(days) },
    touches: new Map(),
    offers: [],
    counts: {
      people: 0,
      came: 0,
      offered: 0,
      atCap: 0,
      heldByCap: 0,
      unsubscribed: 0,
      won: 0,
      wonAfterRecycle: 0,
      recycled: 0,
      faulted: 0,
    },
  };
}

/** Adds a part to the whole. */
export function merge(whole: Tally, part: Tally): void {
  for (const [id, moves] of Object.entries(part.moves)) addTo(whole.moves[id], moves);
  addTo(whole.mails.educate, part.mails.educate);
  addTo(whole.mails.convert, part.mails.convert);
  for (const [touches, people] of part.touches)
    whole.touches.set(touches, (whole.touches.get(touches) ?? 0) + people);
  for (const offer of part.offers) whole.offers.push(offer);
  for (const [name, count] of Object.entries(part.counts) as [keyof Counts, number][])
    whole.counts[name] += count;
}

function addTo(whole: Int32Array | undefined, part: Int32Array): void {
  if (whole === undefined) throw new Error('these are parts of different forecasts');
  for (let day = 0; day < whole.length; day += 1) whole[day] = (whole[day] ?? 0) + (part[day] ?? 0);
}
