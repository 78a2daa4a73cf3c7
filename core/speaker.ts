import type { Instant } from './fact.ts';

/** An entry that wants to speak to its prospect. */
export type Wanting = Readonly<{ id: string; priority: number; created_at: Instant }>;

/** Of all entries of one prospect that want to speak, the one that does: priority, then time, then id. Pure. */
export const nextSpeaker = <W extends Wanting>(entries: readonly W[]): W | undefined =>
  entries.toSorted(before)[0];

const before = (a: Wanting, b: Wanting): number =>
  b.priority - a.priority || a.created_at - b.created_at || (a.id < b.id ? -1 : 1);
