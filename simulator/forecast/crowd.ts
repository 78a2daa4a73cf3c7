import type { Happening } from '../happening.ts';
import { Life } from '../life.ts';
import { live, type Trace } from '../walk.ts';
import { Desk } from './desk.ts';
import { Habits } from './habits.ts';
import { personOf } from './person.ts';
import { emptyTally, type Tally } from './tally.ts';
import { Witness } from './witness.ts';
import type { World } from './world.ts';

/** Some of a crowd: from the `from`-th on, up to but not including the `to`-th. */
export type Part = Readonly<{ from: number; to: number }>;

/** The lives of a part of a crowd, added up. Deterministic; nobody's life depends on who else is in the part. */
export function liveThrough(world: World, { from, to }: Part): Tally {
  const tally = emptyTally(world);
  for (let index = from; index < to; index += 1) {
    const witness = new Witness(world, tally, index);
    liveOne(world, index, { see: (happening) => witness.see(happening) });
    witness.close();
  }
  return tally;
}

type Eyes = Readonly<{ see?: (happening: Happening) => void; trace?: Trace }>;

/** The life of one of a crowd, seen by whoever wants to. */
export function liveOne(world: World, index: number, { see, trace }: Eyes): void {
  const person = personOf(world, index);
  const life: Life = new Life(world.setup, person.who, {
    begins: world.begins,
    note: (happening) => {
      see?.(happening);
      habits.reactTo(happening);
      desk.reactTo(happening);
    },
  });
  const habits = new Habits(world, person, life);
  const desk = new Desk(world, person, life);
  habits.begin();
  live(life, world.end, trace);
}

/** So many people a part: enough to be worth a message, few enough that all threads end together. */
const PART = 250;

/** A crowd in parts, in order. Pure. */
export const partsOf = (people: number): readonly Part[] =>
  Array.from({ length: Math.ceil(people / PART) }, (_, i) => ({
    from: i * PART,
    to: Math.min((i + 1) * PART, people),
  }));
