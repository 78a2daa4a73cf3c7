import { join } from 'node:path';
import { planFor } from '../cli/forecast/ask.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Event, State } from '../core/state.ts';
import { step } from '../core/step.ts';
import { liveOne } from '../simulator/forecast/crowd.ts';
import { quantile } from '../simulator/forecast/quantile.ts';
import { worldOf } from '../simulator/forecast/world.ts';

/** What `step` costs, and how large a state is after a year: over the lives that the sample's forecast makes up. */
const PEOPLE = 200;
const ROUNDS = 20;
const JOURNEYS = ['trial', 'webinar', 'course'];
const root = join(import.meta.dirname, '..');

/** A workflow as it fell asleep, and what wakes it. */
type Asleep = Readonly<{ journey: Frozen; state: State; events: readonly Event[] }>;

for (const journey of JOURNEYS) {
  const { plan } = await planFor(root, { journey, people: PEOPLE, months: 12, seed: 1 });
  const world = worldOf(plan);
  const all: Asleep[] = [];
  const last: State[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const before = all.length;
    liveOne(world, index, {
      trace: (traced, where) => {
        if (traced.kind !== 'sleep') return;
        const at = traced.until ?? where.state.now;
        all.push({ ...where, events: [{ kind: 'woke', at }] });
      },
    });
    const end = all.at(-1);
    if (all.length > before && end) last.push(end.state);
  }
  tell(journey, { all, last });
}

type Lived = Readonly<{ all: readonly Asleep[]; last: readonly State[] }>;

function tell(journey: string, { all, last }: Lived): void {
  const stepped = perCall(all, ({ journey: frozen, state, events }) => step(frozen, state, events));
  const copied = perCall(all, ({ state }) => JSON.parse(JSON.stringify(state)) as unknown);
  const times = (stepped.median / copied.median).toFixed(2);
  console.log(
    [
      `${journey}: step ${micro(stepped.median)} (p99 ${micro(stepped.p99)}), ${times} × a JSON round trip of its state (${micro(copied.median)}), over ${all.length} sleeps`,
      `  state after a year, as it is kept and asked with: ${sizesOf(last.map(withoutLines))}`,
      `  with its lines for the Temporal UI, as a run begins: ${sizesOf(last)}`,
    ].join('\n'),
  );
}

function withoutLines(state: State): object {
  const { lines: _, ...kept } = state;
  return kept;
}

function sizesOf(states: readonly object[]): string {
  const sizes = states.map((state) => Buffer.byteLength(JSON.stringify(state)));
  const [half, most, largest] = [0.5, 0.9, 1].map((share) => quantile(sizes, share));
  return `half ${half} bytes or less, nine of ten ${most}, the largest ${largest}, of ${sizes.length}`;
}

function micro(ms: number): string {
  return `${(ms * 1000).toFixed(1)} µs`;
}

/**
 * Milliseconds of one call: the median over the rounds of a round's mean, in processor time, for others may use the machine; and the 99th
 * percentile of single calls by the clock.
 */
function perCall(
  all: readonly Asleep[],
  call: (asleep: Asleep) => unknown,
): Readonly<{ median: number; p99: number }> {
  const means = Array.from({ length: ROUNDS }, () => {
    const began = process.cpuUsage();
    for (const asleep of all) call(asleep);
    return process.cpuUsage(began).user / 1000 / all.length;
  });
  const single = all.map((asleep) => {
    const began = performance.now();
    call(asleep);
    return performance.now() - began;
  });
  return { median: quantile(means, 0.5), p99: quantile(single, 0.99) };
}
