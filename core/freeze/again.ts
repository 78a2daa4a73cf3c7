import type { Frozen } from '../frozen.ts';
import { refuse, type Spot, within } from './draft.ts';
import { isFields, notYet, spell } from './fields.ts';
import { lengthIn } from './length.ts';

/** When somebody may enter once more. */
export function againIn(spot: Spot, again: unknown): Pick<Frozen, 'again'> {
  if (again === undefined) return {};
  if (again === 'never') return { again };
  if (isFields(again) && 'after' in again) {
    return { again: { after: lengthIn(within(spot, 'after'), again['after']) } };
  }
  const mend =
    "Say 'never' or { after: '180 days' }, or leave it out: then once the last entry has closed.";
  if (isFields(again) && 'per' in again) notYet(spot, 'again per', mend);
  else refuse(spot, { code: 'L000', what: `${spell(again)} is no rule for entering again.`, mend });
  return {};
}
