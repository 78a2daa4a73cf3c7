import type { CircuitScope } from '../core/circuit.ts';
import { nameIn, type Stream } from '../store/circuits.ts';

/** What was found to keep mail back for a while, so that nobody else in it is asked about again. */
export type Bars = Readonly<{
  add: (scope: CircuitScope, stream: Stream) => void;
  keep: (stream: Stream) => boolean;
  /** Of this sender all, wherever it goes. */
  keepAllOf: (sender: string) => boolean;
}>;

const keyOf = (scope: CircuitScope, stream: Stream): string => `${scope} ${nameIn(scope, stream)}`;

/** None yet. */
export function createBars(): Bars {
  const barred = new Set<string>();
  const keepIn = (scopes: readonly CircuitScope[], stream: Stream): boolean =>
    scopes.some((scope) => barred.has(keyOf(scope, stream)));
  return {
    add: (scope, stream) => void barred.add(keyOf(scope, stream)),
    keep: (stream) => keepIn(['server', 'sender', 'domain', 'stream'], stream),
    keepAllOf: (sender) => keepIn(['server', 'sender'], { sender, group: '' }),
  };
}
