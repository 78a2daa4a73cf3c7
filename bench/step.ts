import { join } from 'node:path';
import { canonical } from '../core/canonical.ts';
import type { Frozen } from '../core/frozen.ts';
import type { State } from '../core/state.ts';
import { step } from '../core/step.ts';
import { planFor } from '../cli/forecast/ask.ts';
import { personOf } from '../simulator/forecast/person.ts';
import { quantile } from '../simulator/forecast/quantile.ts';
import { worldOf, type World } from '../simulator/forecast/world.ts';
import { Habits } from '../simulator/forecast/habits.ts';
import { Desk } from '../simulator/forecast/desk.ts';
import { Life } from '../simulator/life.ts';
import { type Traced, live } from '../simulator/walk.ts';

/** What `step` costs, and how large a state is after a year: over the lives of the sample's crowd. */
const PEOPLE = 200;
const ROUNDS = 20;

type Stood = Readonly<{ frozen: Frozen; state: Omit<State, 'lines'> }>;

const root = join(import.meta.dirname, '..');
for (const journey of ['trial', 'webinar', 'course']) {
  const { plan } = await planFor(root, { journey, people: PEOPLE, months: 12, seed: 1 });
  const world = worldOf(plan);
  const stood = Array.from({ length: PEOPLE }, (_, index) => liveOne(world, index)).flat();
  tell(journey, stood);
}

/** Where one person's entries stand, every time they fall asleep. */
function liveOne(world: World, index: number): readonly Stood[] {
  const person = personOf(world, index);
  const stood: Stood[] = [];
  const life: Life = new Life(world.setup, person.who, {
    begins: world.begins,
    note: (happening) => {
      habits.reactTo(happening);
      desk.reactTo(happening);
    },
  });
  const habits = new Habits(world, person, life);
  const desk = new Desk(world, person, life);
  habits.begin();
  live(life, world.end, ({ kind, state }: Traced & { state?: State }) => {
    if (kind === 'sleep' && state) stood.push({ frozen: world.frozen, state });
  });
  return stood;
}
void canonical;
void quantile;
void step;
function tell(_journey: string, _stood: readonly Stood[]): void {}
