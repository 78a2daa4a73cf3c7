import { parentPort, workerData } from 'node:worker_threads';
import { liveThrough, type Part } from '../../simulator/forecast/crowd.ts';
import { type Plan, worldOf } from '../../simulator/forecast/world.ts';

/** What runs in a thread of its own: a world like all others', and a tally for each part of the crowd that it is given. */
const world = worldOf(workerData as Plan);
parentPort?.on('message', (part: Part) => {
  parentPort?.postMessage(liveThrough(world, part), []);
});
