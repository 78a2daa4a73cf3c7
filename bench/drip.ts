import type { Frozen, FrozenStep } from '../core/frozen.ts';
import type { HouseData } from '../core/house.ts';

/** How the bench's drips are measured out: `touches` mails to each of `people`, a wait of `wait` ms before each. */
export type Drips = Readonly<{ people: number; touches: number; wait: number }>;

/** Real milliseconds of a minute at the bench's pace: one. */
export const PACE = 1 / 60_000;

/** The same as a journey: nothing but waits and mails. */
export function dripJourney({ touches, wait }: Drips, name: string): Frozen {
  const ids = Array.from({ length: touches }, (_, i) => `drip.mail-${i}`);
  const steps = ids.map((id, i): [string, FrozenStep] => [
    id,
    {
      kind: 'touch',
      mindset: 'educate',
      due: [`${wait} minutes`],
      mail: mailName(i),
      next: ids[i + 1] ?? 'drip.end',
    },
  ]);
  return {
    language: 1,
    journey: name,
    topic: 'drips',
    priority: 0,
    again: 'never',
    enter: [{ by: 'list', at: ids[0] ?? 'drip.end' }],
    stages: { drip: { owner: 'marketing', demand: 'create' } },
    whenever: [],
    steps: { ...Object.fromEntries(steps), 'drip.end': { kind: 'end', as: 'done' } },
    facts: {},
  };
}

/** Every touch is another mail: the same one would be sent once. */
export const mailName = (touch: number): string => `drip-${touch}`;

/** A house that has what the drips need, and no cap: it is the engine that is measured. */
export const dripHouse: HouseData = {
  stages: { drip: { owner: 'marketing', demand: 'create' } },
  teams: {},
  reasons: {},
  topics: { drips: { name: 'Drips', service: true } },
  senders: { team: { name: 'The team', address: 'team@example.com' } },
  sender: 'team',
  postal: '1 Example Street, Exampleton',
  limits: { perWeek: 1_000, gap: '0 minutes' },
};
