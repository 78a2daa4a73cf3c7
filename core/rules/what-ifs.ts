import { momentFact } from '../moment.ts';
import type { Facts, Instant } from '../fact.ts';
import { factsOf } from '../facts-of.ts';
import type { Anchor, Ask, Entrance, Frozen } from '../frozen.ts';
import { isoInstant } from '../iso-instant.ts';
import type { Deed as Done, Known } from '../knowledge.ts';
import { type Deed, deedsToTry, sayDeed, valuesFor } from './one-event.ts';
import type { Ground } from './evidence.ts';

const DAY = 86_400_000;
/** Dates that a journey waits for lie this far ahead of whoever comes in. */
const AHEAD = 30 * DAY;

/** A person before they do anything: where they come in, and what is true of them. */
export type Newcomer = Readonly<{
  door: Entrance;
  at: Instant;
  /** What they are known by: the deed that let them in. */
  deeds: readonly Done[];
  /** Every trait is as somebody asks for it. */
  fits: boolean;
}>;

/** Everybody who may come in: by each door, with every trait as it is asked for, and with none. Pure. */
export const newcomers = ({ enter, facts }: Frozen): readonly Newcomer[] =>
  enter.flatMap((door) =>
    [false, true].map((fits) => {
      const at = arrivalFor(facts);
      return { door, at, fits, deeds: 'on' in door ? [entering(door, at)] : [] };
    }),
  );

/** Well before the first day that the journey names. */
function arrivalFor(facts: Frozen['facts']): Instant {
  const days = Object.values(facts).flatMap((ask) =>
    ask.kind === 'moment' && 'day' in ask.anchor ? [isoInstant(ask.anchor.day) ?? 0] : [],
  );
  return (days.length === 0 ? 365 * DAY : Math.min(...days)) - AHEAD;
}

function entering({ on, where }: Extract<Entrance, { on: string }>, at: Instant): Done {
  const props = Object.entries(where ?? {}).map(([name, match]) => [name, valuesFor(match)[0]]);
  return { name: on, at, props: Object.fromEntries(props) as Done['props'] };
}

/** What is true of a newcomer who also does `deed` at `at`. Pure. */
export function factsWith(
  { journey, scores }: Ground,
  who: Newcomer,
  deed?: Deed & Readonly<{ at: Instant }>,
): Facts {
  const did = deed === undefined ? [] : [{ name: deed.event, at: deed.at, props: deed.props }];
  const known: Known = {
    deeds: [...who.deeds, ...did],
    traits: {},
    from: who.at,
    enteredAt: who.at,
    pace: 1,
  };
  return { ...factsOf({ facts: journey.facts, scores }, known), ...given(journey, who, known) };
}

/** Dates, and traits where they have them. */
function given({ facts }: Frozen, { at, fits }: Newcomer, known: Known): Facts {
  const entries = Object.entries(facts).flatMap(([sentence, ask]) => {
    const fact =
      ask.kind === 'moment' ? dated(ask, at, known) : fits && isTrait(ask) && { since: at };
    return fact ? [[sentence, fact] as const] : [];
  });
  return Object.fromEntries(entries);
}

const isTrait = (ask: Ask): boolean =>
  ask.kind === 'trait' || (ask.kind === 'score' && ask.axis === 'fit');

function dated(
  ask: Extract<Ask, { kind: 'moment' }>,
  at: Instant,
  known: Known,
): ReturnType<typeof momentFact> {
  if ('day' in ask.anchor) return momentFact(ask, known);
  const anchor: Anchor = { trait: 'date' };
  return momentFact({ ...ask, anchor }, { ...known, traits: { date: { value: at + AHEAD, at } } });
}

/** The deeds that make a difference to somebody, each said once. Pure. */
export function deedsThatMatter(ground: Ground, who: Newcomer): readonly Deed[] {
  const keys = (deed?: Deed): string =>
    Object.keys(factsWith(ground, who, deed && { ...deed, at: who.at }))
      .toSorted()
      .join('\n');
  const seen = new Set([keys()]);
  return deedsToTry({ facts: ground.journey.facts, scores: ground.scores }).filter((deed) => {
    const key = keys(deed);
    return seen.size < seen.add(key).size;
  });
}

/** 'when they do nothing', 'when they do demo.requested on day 3'. Pure. */
export const sayDeedOn = (deed: Deed | undefined, day: number): string =>
  deed === undefined ? 'when they do nothing' : `when they do ${sayDeed(deed)} on day ${day}`;
