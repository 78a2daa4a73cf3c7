import type { Owner, StepId } from '../../frozen.ts';
import { refuse, within } from '../draft.ts';
import { type Fields, meantOr } from '../fields.ts';
import type { Place } from './kind.ts';
import { wayIn } from './way.ts';

/** What people of one side may give as a reason, for a no or for a loss: each of them must lead somewhere. */
export type Reasoned = Readonly<{ label: 'rejected' | 'lost'; side: Owner; ways: Fields }>;

/** A track for each reason that this side may give, and for no other. */
export function tracksIn(place: Place, { label, side, ways }: Reasoned): Record<string, StepId> {
  const spot = within(place, label);
  const reasons = reasonsOf(place, side);
  for (const reason of reasons) {
    if (ways[reason] !== undefined) continue;
    const what = `Whoever is ${label} as '${reason}' has no track.`;
    refuse(spot, { code: 'J502', what, mend: `Say where they go: '${reason}': to('…').` });
  }
  const said = Object.entries(ways).filter(([, way]) => way !== undefined);
  for (const [reason] of said) {
    if (reasons.includes(reason)) continue;
    const what = `'${reason}' is not a reason of this team.`;
    refuse(spot, { code: 'L040', what, mend: meantOr(reason, reasons) });
  }
  return Object.fromEntries(
    said.map(([reason, way]) => [reason, wayIn(place, `${label} ${reason}`, way)]),
  );
}

const reasonsOf = ({ draft: { words } }: Place, side: Owner): readonly string[] =>
  [...words.reasons]
    .filter(([, { of }]) => of === undefined || of === side)
    .map(([reason]) => reason);
