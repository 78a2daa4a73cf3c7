import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planFor } from '../../../cli/forecast/ask.ts';
import type { State } from '../../../core/state.ts';
import { liveOne } from '../../../simulator/forecast/crowd.ts';
import { worldOf } from '../../../simulator/forecast/world.ts';

const root = join(import.meta.dirname, '../../..');
const PEOPLE = 60;

test.each(['trial', 'webinar', 'course'])(
  'whoever sleeps in %s carries at most a kilobyte, its last lines for the Temporal UI included, on every day of a year',
  async (journey) => {
    const { plan } = await planFor(root, { journey, people: PEOPLE, months: 12, seed: 7 });
    const world = worldOf(plan);
    const states: State[] = [];
    for (let index = 0; index < PEOPLE; index += 1)
      liveOne(world, index, {
        trace: (traced, { state }) => {
          if (traced.kind === 'sleep') states.push(state);
        },
      });
    expect(states.length).toBeGreaterThan(PEOPLE);
    const sizes = states.map((state) => Buffer.byteLength(JSON.stringify(state)));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024);
    const kept = states.map(({ lines }) => lines.length).toSorted((a, b) => a - b);
    expect(kept[Math.floor(kept.length / 2)]).toBeGreaterThanOrEqual(5);
  },
);
