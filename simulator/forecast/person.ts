import { parseHours } from '../../core/calendar/hours.ts';
import type { Instant } from '../../core/fact.ts';
import { houseZone } from '../../core/house-hours.ts';
import { lengthOf } from '../../core/length.ts';
import { spread } from '../../core/spread.ts';
import { Random } from '../random.ts';
import type { Who } from '../setup.ts';
import type { Behaviour, Habit, Kind, Scalar } from './behaviour.ts';
import { drawName, drawValue } from './draw.ts';
import { Market } from './market.ts';
import { Waking } from './waking.ts';
import type { World } from './world.ts';

/** Somebody made up by chance. */
export type Person = Readonly<{
  who: Who;
  traits: Readonly<Record<string, Scalar>>;
  does: readonly Habit[];
  market: Market;
  waking: Waking;
  /** Infinity: not within the time. */
  arrives: Instant;
  random: Random;
}>;

/** The index-th of a crowd: who they are depends on the seed and on nobody else. */
export function personOf(world: World, index: number): Person {
  const { plan, setup, end } = world;
  const { behaviour, seed } = plan;
  const random = new Random(spread(`person:${seed}:${index}`));
  const kinds = kindsOf(behaviour, random);
  const zone = zoneOf(kinds, random) ?? houseZone(setup.house);
  const traits = traitsOf(kinds, random);
  const waking = wakingIn(world, zone);
  const arrives = arrivalOf(world, index, { random, waking });
  return {
    who: { id: `person-${index}`, zone },
    traits,
    does: kinds.flatMap(({ does = [] }) => does),
    market: new Market(random, behaviour.market, { arrives, end }),
    waking,
    arrives,
    random,
  };
}

/** What everyone is, and then what those of their segment are. */
function kindsOf({ segments, everyone }: Behaviour, random: Random): readonly Kind[] {
  const shares = Object.entries(segments).map(([name, { share }]) => [name, share] as const);
  const segment = segments[drawName(random, Object.fromEntries(shares)) ?? ''];
  return [everyone ?? {}, segment ?? {}];
}

function zoneOf(kinds: readonly Kind[], random: Random): string | undefined {
  const zones = kinds.findLast((kind) => kind.zones !== undefined)?.zones;
  return drawName(random, zones ?? {});
}

function traitsOf(kinds: readonly Kind[], random: Random): Person['traits'] {
  const spreads = Object.entries(
    Object.assign({}, ...kinds.map(({ traits }) => traits)) as Spreads,
  );
  const values = spreads.map(([name, one]) => [name, drawValue(random, one)] as const);
  return Object.fromEntries(
    values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
type Spreads = NonNullable<Kind['traits']>;

const wakingIn = ({ plan, setup, begins }: World, zone: string): Waking => {
  const { hours } = plan.behaviour;
  return new Waking(hours && parseHours(hours), setup.sliceFor(zone, begins).offsets);
};

const DAY = 86_400_000;

/** One after the other, each at some time of their turn; what is done by hand is not done at their time. */
function arrivalOf(
  { plan, begins, end }: World,
  index: number,
  { random, waking }: Pick<Person, 'random' | 'waking'>,
): Instant {
  const arrival = plan.behaviour.arrivals[plan.journey];
  if (arrival === undefined) return Infinity;
  const { over, perDay } = arrival;
  const turn = perDay === undefined ? lengthOf(over ?? '', 1) / plan.people : DAY / perDay;
  const due = begins + Math.floor((index + random.next()) * turn);
  const at = 'by' in arrival ? due : waking.near(random, due, begins);
  return at <= end ? at : Infinity;
}
