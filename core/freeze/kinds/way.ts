import type { StepId } from '../../frozen.ts';
import { NOWHERE, refuse, within } from '../draft.ts';
import { isFields, spell } from '../fields.ts';
import type { Place } from './kind.ts';

/** Where a `to` or an `end` leads; nothing else will do. */
export function wayIn(place: Place, label: string, value: unknown): StepId {
  const kind = isFields(value) ? value['kind'] : undefined;
  if (kind === 'to' || kind === 'end') return place.arm(label, value);
  refuse(within(place, label), {
    code: 'L000',
    what: value === undefined ? 'It leads nowhere.' : `${spell(value)} leads nowhere.`,
    mend: "Say to('…') or end('…').",
  });
  return NOWHERE;
}
