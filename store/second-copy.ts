import type { Instant } from '../core/fact.ts';

/** Whether a copy before the one that this row is about may have left. Pure. */
export const isSecondCopy = (row: Readonly<{ unsure_at: Instant | null }> | undefined): boolean =>
  row !== undefined && row.unsure_at !== null;
