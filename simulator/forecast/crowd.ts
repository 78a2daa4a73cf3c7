import { Life } from '../life.ts';
import { live } from '../walk.ts';
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
  for (let index = from; index < to; index += 1) liveOne(world, index, tally);
  return tally;
}

function liveOne(world: World, index: number, tally: Tally): void {
  const person = personOf(world, index);
  const witness = new Witness(world, tally, index);
  const life: Life = new Life(world.setup, person.who, {
    begins: world.begins,
    note: (happening) => {
      witness.see(happening);
      habits.reactTo(happening);
      desk.reactTo(happening);
    },
  });
  const habits = new Habits(world, person, life);
  const desk = new Desk(world, person, life);
  habits.begin();
  live(life, world.end);
  witness.close();
}

/** So many people a part: enough to be worth a message, few enough that all threads end together. */
const PART = 250;

/** A crowd in parts, in order. Pure. */
export const partsOf = (people: number): readonly Part[] =>
  Array.from({ length: Math.ceil(people / PART) }, (_, i) => ({
    from: i * PART,
    to: Math.min((i + 1) * PART, people),
  }));
