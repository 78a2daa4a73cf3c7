import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { printFindings } from '../../core/check/print.ts';
import { type BehaviourFile, FORECAST_FILE, readBehaviour } from '../../project/behaviour.ts';
import { checkBehaviour } from '../../project/check-behaviour.ts';
import type { Plan } from '../../simulator/forecast/world.ts';
import { Mishap } from '../mishap.ts';
import { mustBePlayable } from '../simulation/ask.ts';
import { loadSimulation, type Simulation } from '../simulation/setup.ts';

export type Wish = Readonly<{
  journey: string;
  people: number;
  months: number;
  seed: number;
  /** The model's file; absent: that of the project. */
  model?: string | undefined;
}>;
/** What is to be lived, and by whose assumptions: the file as the project knows it. */
export type Asked = Readonly<{ plan: Plan; model: string }>;

/** Everything a forecast needs of a project. @throws Mishap that tells what is missing or wrong */
export async function planFor(dir: string, wish: Wish): Promise<Asked> {
  const path = wish.model === undefined ? join(dir, FORECAST_FILE) : resolve(wish.model);
  const simulation = await loadSimulation(dir);
  mustBePlayable(simulation, wish.journey);
  const behaviour = await behaviourFor(simulation, path);
  const { journey, people, months, seed } = wish;
  mustArrive(behaviour, journey, relative(dir, path));
  const { house, versions, series } = simulation.setup;
  const plan = { house, versions, series, behaviour, journey, people, months, seed };
  return { plan, model: relative(dir, path) };
}

async function behaviourFor(simulation: Simulation, path: string): Promise<BehaviourFile> {
  const { dir, house, mails, setup } = simulation;
  if (!existsSync(path))
    throw new Mishap(
      `There is no model ${relative(dir, path)}. It says how people and sales behave: copy the forecast.json of the perennial-journeys package (in node_modules), and put your numbers in.`,
      2,
    );
  const { behaviour, findings } = await readBehaviour(dir, path);
  const journeys = [...setup.versions.values()];
  const wrong =
    findings ?? checkBehaviour(behaviour, { house, mails, journeys }, relative(dir, path));
  if (wrong.length > 0 || behaviour === undefined)
    throw new Mishap(`Nothing can be forecast by this model yet.\n\n${printFindings(wrong)}`);
  return behaviour;
}

function mustArrive({ arrivals }: BehaviourFile, journey: string, file: string): void {
  if (Object.hasOwn(arrivals, journey)) return;
  throw new Mishap(
    `${file} does not say how people come into ${journey}: add it to "arrivals", as { "event": … } or { "by": "list" }.`,
  );
}
