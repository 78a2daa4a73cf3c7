import { expect, test } from 'vitest';
import type { CircuitScope } from '../../core/circuit.ts';
import { createBars } from '../../worker/bars.ts';

const STREAM = { sender: 'team', group: 'gmail' };
const STREAMS = [
  STREAM,
  { sender: 'team', group: 'gmx' },
  { sender: 'ana', group: 'gmail' },
  { sender: 'ana', group: 'gmx' },
];

test.each<readonly [CircuitScope, readonly boolean[], readonly boolean[]]>([
  ['server', [true, true, true, true], [true, true]],
  ['sender', [true, true, false, false], [true, false]],
  ['domain', [true, false, true, false], [false, false]],
  ['stream', [true, false, false, false], [false, false]],
])('what bars one by its %s bars whoever else is in that', (scope, kept, all) => {
  const bars = createBars();
  expect(STREAMS.map(bars.keep)).toEqual([false, false, false, false]);
  bars.add(scope, STREAM);
  expect(STREAMS.map(bars.keep)).toEqual(kept);
  expect(['team', 'ana'].map(bars.keepAllOf)).toEqual(all);
});
