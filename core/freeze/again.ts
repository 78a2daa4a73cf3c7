import type { Entrance, Frozen } from '../frozen.ts';
import { refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, onlyWords, spell } from './fields.ts';
import { spanIn } from './length.ts';
import { propertyIn } from './property.ts';

/** When somebody may enter once more. */
export function againIn(
  spot: Spot,
  again: unknown,
  enter: readonly Entrance[],
): Pick<Frozen, 'again'> {
  if (again === undefined) return {};
  if (again === 'never') return { again };
  if (isFields(again) && 'after' in again) return { again: afterIn(spot, again) };
  if (isFields(again) && isFields(again['per'])) return perIn(spot, again, enter);
  refuse(spot, {
    code: 'L000',
    what: `${spell(again)} is no rule for entering again.`,
    mend: "Say 'never', { after: '180 days' } or { per: the('…').… }, or leave it out: then once the last entry has closed.",
  });
  return {};
}

function afterIn(spot: Spot, again: Fields): Readonly<{ after: string }> {
  onlyWords(spot, again, ['after']);
  return { after: spanIn(within(spot, 'after'), again['after']) };
}

/** Once for each value of a property, which must be known when they come in. */
function perIn(spot: Spot, again: Fields, enter: readonly Entrance[]): Pick<Frozen, 'again'> {
  onlyWords(spot, again, ['per']);
  const here = within(spot, 'per');
  const { ref: per } = propertyIn(here, isFields(again['per']) ? again['per'] : {});
  const events = enter.flatMap((door) => ('on' in door ? [door.on] : []));
  if (per.of !== '' && !events.includes(per.of)) {
    refuse(here, {
      code: 'L000',
      what: `Nobody comes in by ${per.of}, so nothing says for which ${per.property} they are here.`,
      mend: `Let them in on('${per.of}'), or name a property of what lets them in${events.length > 0 ? `: ${events.join(', ')}` : ''}.`,
    });
  }
  return { again: { per } };
}
