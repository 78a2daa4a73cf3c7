import { refuse, type Spot } from './draft.ts';
import { spell } from './fields.ts';

/** How often: a whole number from 1. */
export function countIn(spot: Spot, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  refuse(spot, {
    code: 'L000',
    what: `${spell(value)} is no count.`,
    mend: 'Say a whole number from 1.',
  });
  return 1;
}
