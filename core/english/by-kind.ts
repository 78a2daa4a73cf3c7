import type { FrozenStep } from '../frozen.ts';

/** What is said of each kind of step. A new kind is one more line wherever this stands, and TypeScript asks for it. */
export type ByKind<V, T> = {
  readonly [K in FrozenStep['kind']]: (step: Extract<FrozenStep, { kind: K }>, voice: V) => T;
};

/** The one cast: the table is keyed by the very `kind` each step carries. Pure. */
export const sayByKind = <V, T>(table: ByKind<V, T>, step: FrozenStep, voice: V): T =>
  (table[step.kind] as (step: FrozenStep, voice: V) => T)(step, voice);
