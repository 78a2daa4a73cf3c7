import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { liveThrough, type Part, partsOf } from '../../simulator/forecast/crowd.ts';
import { emptyTally, merge, type Tally } from '../../simulator/forecast/tally.ts';
import { worldOf, type Plan } from '../../simulator/forecast/world.ts';

type Options = Readonly<{
  /** Absent: one a core. */
  threads?: number | undefined;
  /** Hears how many people have lived so far. */
  onLived?: (people: number) => void;
}>;

/** The lives of a whole crowd, added up. Deterministic: on however many threads, the same. */
export async function liveAll(plan: Plan, { threads, onLived }: Options = {}): Promise<Tally> {
  const parts = partsOf(plan.people);
  const many = Math.min(threads ?? availableParallelism(), parts.length);
  const whole = emptyTally(worldOf(plan));
  let lived = 0;
  const add = (tally: Tally): void => {
    merge(whole, tally);
    lived += tally.counts.people;
    onLived?.(lived);
  };
  if (many <= 1) {
    const world = worldOf(plan);
    for (const part of parts) add(liveThrough(world, part));
    return whole;
  }
  const left = parts.values();
  await Promise.all(Array.from({ length: many }, () => liveInThread(plan, left, add)));
  return whole;
}

/** One thread, which takes part after part until none is left. */
function liveInThread(
  plan: Plan,
  left: Iterator<Part, undefined>,
  add: (tally: Tally) => void,
): Promise<void> {
  const worker = new Worker(new URL('crowd-thread.ts', import.meta.url), { workerData: plan });
  return new Promise<void>((done, fail) => {
    const next = (): void => {
      const part = left.next();
      if (part.done === true) done();
      else worker.postMessage(part.value, []);
    };
    worker.on('message', (tally: Tally) => {
      add(tally);
      next();
    });
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`a thread of the forecast ended with ${code}`)));
    next();
  }).finally(() => void worker.terminate());
}
