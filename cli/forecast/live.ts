import { type Forecast, forecastOf } from '../../simulator/forecast/forecast.ts';
import { type Plan, worldOf } from '../../simulator/forecast/world.ts';
import type { Output } from '../output.ts';
import { liveAll } from './crowd.ts';

type How = Readonly<{ threads?: number | undefined; output: Output }>;

/** Lets a crowd live, and tells whoever sits before it how far they are. */
export async function liveForecast(plan: Plan, { threads, output }: How): Promise<Forecast> {
  const say = (text: string): void =>
    void (output.live && process.stderr.write(`\r${text}\u001B[K`));
  const tally = await liveAll(plan, {
    threads,
    onLived: (people) => say(`${people} of ${plan.people} people`),
  });
  say('');
  return forecastOf(worldOf(plan), tally);
}
