import type { Instant } from './fact.ts';

/** An entry that wants to speak to its prospect. */
export type Wanting = Readonly<{
  id: string;
  priority: number;
  created_at: Instant;
  /** It waits for a date: until then others may speak. */
  wants_at?: Instant | null;
}>;

/** Of all entries of one prospect that want to speak, the one that does: not before its date; priority, then time, then id. Pure. */
export function nextSpeaker<W extends Wanting>(entries: readonly W[], now: Instant): W | undefined {
  const ready = entries.filter((entry) => isReady(entry, now));
  return (ready.length > 0 ? ready : entries).toSorted(before)[0];
}

/** Whether `rival` takes over from whoever speaks: it is the stronger, or the speaker only waits for a date. Pure. */
export function takesOver(
  rival: Wanting,
  speaker: Pick<Wanting, 'priority' | 'wants_at'>,
  now: Instant,
): boolean {
  if (!isReady(rival, now)) return false;
  return rival.priority > speaker.priority || !isReady(speaker, now);
}

/** When somebody who waits for a date wants to speak again; absent: nobody does. Pure. */
export const isReady = ({ wants_at: at }: Pick<Wanting, 'wants_at'>, now: Instant): boolean =>
  at === undefined || at === null || at <= now;

const before = (a: Wanting, b: Wanting): number =>
  b.priority - a.priority || a.created_at - b.created_at || (a.id < b.id ? -1 : 1);
