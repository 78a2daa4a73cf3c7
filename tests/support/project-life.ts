import { loadSimulation } from '../../cli/simulation/setup.ts';
import type { Happening } from '../../simulator/happening.ts';
import type { Persona } from '../../simulator/persona.ts';
import { play } from '../../simulator/play.ts';
import { BEGINS } from './simulated.ts';

type Some = Omit<Persona, 'name' | 'email' | 'traits'> & Partial<Persona>;
export type Lives = (journey: string, some: Some, days: number) => readonly Happening[];

/** Lives in the journeys of a project folder, for so many days from a Monday noon on. */
export async function livesIn(dir: string): Promise<Lives> {
  const { setup } = await loadSimulation(dir);
  return (journey, some, days) => {
    const persona = { name: 'Ana', email: 'ana@acme.example', zone: 'UTC', traits: {}, ...some };
    return play(setup, { persona, journey, begins: BEGINS, days });
  };
}

/** The names of the mails that were sent, in order. */
export const sentIn = (happenings: readonly Happening[]): readonly string[] =>
  happenings.flatMap((one) => (one.kind === 'sent' ? [one.mail] : []));
