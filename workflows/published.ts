import type { Frozen } from '../core/frozen.ts';
import { texts } from './published-texts.ts';

/** The journey of that version, if this worker's bundle has it. Parsed at each call: once a run. */
export function findPublished(version: string): Frozen | undefined {
  const text = texts[version];
  return text === undefined ? undefined : (JSON.parse(text) as Frozen);
}

/**
 * The same where it must be there. A plain error fails the workflow task, which is tried again until a worker comes that has
 * the version; it never fails the workflow.
 */
export function published(version: string): Frozen {
  const journey = findPublished(version);
  if (journey === undefined) throw new Error(`this worker does not have version ${version} yet`);
  return journey;
}
