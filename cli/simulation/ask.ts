import { printFindings } from '../../core/check/print.ts';
import { nearest } from '../../core/nearest.ts';
import { checkPersona } from '../../project/check-personas.ts';
import type { Persona } from '../../project/personas.ts';
import { findPersona } from '../find-persona.ts';
import { Mishap } from '../mishap.ts';
import { type Played, playPersona } from './played.ts';
import { loadSimulation, type Simulation } from './setup.ts';

type Wish = Readonly<{ journey: string; as: string; days: number; from?: string | undefined }>;

/** A calendar, and the project that it comes from. */
export type Asked = Readonly<{ played: Played; simulation: Simulation }>;

/** Plays a persona of a project. @throws Mishap that tells what there is instead, or what is wrong with the journey or the persona */
export async function playedFor(dir: string, { journey, as, days, from }: Wish): Promise<Asked> {
  const simulation = await loadSimulation(dir);
  mustBePlayable(simulation, journey);
  const persona = await personaOf(simulation, as);
  return { simulation, played: playPersona(simulation.setup, { persona, journey, days, from }) };
}

/** @throws Mishap where the project has no such journey, or it cannot be frozen */
export function mustBePlayable({ project }: Simulation, journey: string): void {
  const ids = project.journeys.map(({ id }) => id);
  if (ids.includes(journey)) return;
  const own = project.problems.filter((problem) => problem.journey === journey);
  if (own.length > 0) throw new Mishap(`${journey} cannot be played yet.\n\n${printFindings(own)}`);
  throw new Mishap(noSuchJourney(journey, ids), 2);
}

/** A persona of the project that fits its house. @throws Mishap */
export async function personaOf(simulation: Simulation, name: string): Promise<Persona> {
  const { dir, house, mails } = simulation;
  const persona = await findPersona(dir, name);
  const named = { house, mails: new Map(mails.map((mail) => [mail, undefined])) };
  const wrong = checkPersona(name, persona, named);
  if (wrong.length === 0) return persona;
  throw new Mishap(`The persona ${name} cannot be played yet.\n\n${printFindings(wrong)}`);
}

function noSuchJourney(said: string, ids: readonly string[]): string {
  const near = nearest(said, ids);
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
  return `There is no journey ‘${said}’.${meant} There are: ${ids.join(', ')}.`;
}
