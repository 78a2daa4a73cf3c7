import { log } from '@temporalio/workflow';
import type { Event } from '../core/state.ts';

/** What a signal really brought. Anything else is dropped: an error in a signal handler would block the workflow for ever. */
export function onlyTellings(brought: unknown): readonly Event[] {
  const all: readonly unknown[] = Array.isArray(brought) ? brought : [brought];
  const tellings = all.filter(isTelling);
  if (tellings.length < all.length) log.warn('a signal brought what is no telling: dropped');
  return tellings;
}

/** A telling; or the hour, where a test tells it. */
function isTelling(value: unknown): value is Event {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, entry, at, facts } = value as Record<string, unknown>;
  const knows = facts === undefined || (typeof facts === 'object' && facts !== null);
  if (kind === 'woke') return Number.isFinite(at);
  return kind === 'told' && typeof entry === 'string' && Number.isFinite(at) && knows;
}

/** Whether an event concerns `entry`: answers and alarms always do, tellings name theirs. */
export const isFor =
  (entry: string) =>
  (event: Event): boolean =>
    event.kind !== 'told' || event.entry === entry;
