import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import type { Happening } from '../../simulator/happening.ts';
import type { Persona } from '../../simulator/persona.ts';
import { play } from '../../simulator/play.ts';
import { sliceOf } from '../../zones/slice.ts';
import { DAY } from './passage.ts';
import { house as smallHouse } from './small-house.ts';

/** A Monday noon in UTC: day 0 of every story. */
export const BEGINS = Date.parse('2027-01-11T12:00:00Z');

/** A journey of one or more steps; everybody enters it by ‘signed.up’, unless it says otherwise. */
export const journeyOf = (part: Partial<Frozen> & Pick<Frozen, 'steps'>): Frozen => ({
  language: 1,
  journey: 'one',
  topic: 'tips',
  priority: 0,
  enter: [{ on: 'signed.up', at: Object.keys(part.steps)[0] ?? '' }],
  stages: {
    nurture: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  whenever: [],
  facts: {},
  ...part,
});

type World = Readonly<{
  journeys: readonly Frozen[];
  house?: Partial<HouseData>;
  series?: Readonly<Record<string, readonly string[]>>;
}>;
type Some = Partial<Omit<Persona, 'does'>> & Readonly<{ does?: Persona['does'] }>;

/** What happens to somebody who signs up on day 0, and does what they do. */
export function given({ journeys, house = {}, series = {} }: World): Readonly<{
  someone: (some: Some) => Readonly<{ until: (day: number) => readonly Happening[] }>;
}> {
  const setup = {
    house: { ...smallHouse, ...house },
    versions: new Map(journeys.map((journey) => [`v-${journey.journey}`, journey])),
    series: new Map(Object.entries(series)),
    sliceFor: (zone: string, at: number) => sliceOf(zone, at),
  };
  return {
    someone: (some) => ({
      until: (days) => {
        const does = [{ event: 'signed.up' }, ...(some.does ?? [])];
        const persona = { name: 'Ana', email: 'ana@acme.example', traits: {}, ...some, does };
        const [first] = journeys;
        return play(setup, { persona, journey: first?.journey ?? '', begins: BEGINS, days });
      },
    }),
  };
}

/** 'day 3: sent story', in order; only of these kinds. */
export const story = (
  happenings: readonly Happening[],
  ...kinds: readonly Happening['kind'][]
): readonly string[] =>
  happenings
    .filter(({ kind }) => kinds.includes(kind))
    .map((one) => `day ${dayOf(one.at)}: ${told(one)}`);

const dayOf = (at: number): number => Math.round(((at - BEGINS) / DAY) * 100) / 100;

function told(one: Happening): string {
  switch (one.kind) {
    case 'sent':
      return `sent ${one.mail}`;
    case 'skipped':
      return `skipped ${one.mail}, ${one.reason}`;
    case 'deferred':
      return `held ${one.mail} until day ${dayOf(one.until)}, ${one.reason}`;
    case 'stage':
      return `${one.from} → ${one.to}`;
    case 'task':
      return `task ${one.state}`;
    case 'drawn':
      return `drawn ${one.arm}`;
    case 'ended':
      return `${one.journey} ended ${one.as}`;
    default:
      return toldOtherwise(one);
  }
}

function toldOtherwise(one: Happening): string {
  switch (one.kind) {
    case 'handoff':
      return one.reason === undefined ? one.became : `${one.became}, ${one.reason}`;
    case 'unqualified':
      return `not offered, ${one.reason}`;
    case 'parked':
    case 'resumed':
    case 'entered':
      return `${one.journey} ${one.kind}`;
    default:
      return one.kind;
  }
}
