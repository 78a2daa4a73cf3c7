import { join } from 'node:path';
import { planFor } from '../cli/forecast/ask.ts';
import { liveAll } from '../cli/forecast/crowd.ts';
import { forecastOf } from '../simulator/forecast/forecast.ts';
import { worldOf } from '../simulator/forecast/world.ts';

/** What a forecast of a year costs as the crowd grows: as many times the people, as many times the work. */
const CROWDS = [1_000, 10_000, 50_000];
const root = join(import.meta.dirname, '..');
const threads = 2;

let first: number | undefined;
for (const people of CROWDS) {
  const { plan } = await planFor(root, { journey: 'trial', people, months: 12, seed: 1 });
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { mails } = forecastOf(worldOf(plan), await liveAll(plan, { threads }));
  const took = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const each = (user + system) / 1000 / people;
  first ??= each;
  const rss = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${people} people: ${took.toFixed(1)} s on ${threads} threads, ${each.toFixed(2)} ms of processor a person (${(each / first).toFixed(2)} × the first), ${mails.educate + mails.convert} mails, at most ${rss.toFixed(0)} MB`,
  );
}
