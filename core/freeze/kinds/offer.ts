import type { StepId } from '../../frozen.ts';
import { NOWHERE, refuse, within } from '../draft.ts';
import { entranceOf, ownerOf } from '../entrance.ts';
import { isFields, meantOr, spell } from '../fields.ts';
import { lengthIn } from '../length.ts';
import { nameIn } from '../names.ts';
import { ruleIn } from '../rule.ts';
import { textIn } from '../text.ts';
import type { Kind, Place } from './kind.ts';
import { wayIn } from './way.ts';

export const offer: Kind = {
  words: {
    known: ['team', 'name', 'because', 'suggest', 'answerIn', 'accepted', 'unworked', 'rejected'],
  },
  name: (said) => `offer-${String(said['team'])}`,
  freeze(said, place) {
    const team = nameIn(place, said['team'], 'team');
    return {
      kind: 'offer',
      team,
      because: ruleIn(within(place, 'because'), said['because']),
      suggest: textIn(within(place, 'suggest'), said['suggest']),
      answerIn: lengthIn(within(place, 'answerIn'), said['answerIn']),
      accepted: crossingIn(place, team, said['accepted']),
      unworked: wayIn(place, 'unworked', said['unworked']),
      rejected: rejectedIn(place, team, said['rejected']),
    };
  },
};

/** Into a stage of the team's own side: the one way across. */
function crossingIn(place: Place, team: string, accepted: unknown): StepId {
  const spot = within(place, 'accepted');
  const side = place.draft.words.teams.get(team)?.owner ?? 'sales';
  const stage = isFields(accepted) ? accepted['crossing'] : undefined;
  if (stage === undefined) {
    const what = `${spell(accepted)} does not hand anybody over.`;
    refuse(spot, { code: 'J105', what, mend: `Say into('…') a stage of ${side}.` });
    return NOWHERE;
  }
  const owner = ownerOf(spot, stage);
  if (owner !== undefined && owner !== side) {
    refuse(spot, {
      code: 'J105',
      what: `${spell(stage)} is of ${owner}, and the team is of ${side}.`,
      mend: `Say into('…') a stage of ${side}.`,
    });
  }
  return entranceOf(spot, stage);
}

/** A track for each reason that this team may give, and for no other. */
function rejectedIn(place: Place, team: string, rejected: unknown): Record<string, StepId> {
  const ways = isFields(rejected) ? rejected : {};
  const reasons = reasonsOf(place, team);
  for (const reason of reasons) {
    if (ways[reason] !== undefined) continue;
    refuse(within(place, 'rejected'), {
      code: 'J502',
      what: `Whoever is rejected as '${reason}' has no track.`,
      mend: `Say where they go: '${reason}': to('…').`,
    });
  }
  const said = Object.entries(ways).filter(([, way]) => way !== undefined);
  for (const [reason] of said) if (!reasons.includes(reason)) noReason(place, reason, reasons);
  return Object.fromEntries(
    said.map(([reason, way]) => [reason, wayIn(place, `rejected ${reason}`, way)]),
  );
}

const noReason = (place: Place, reason: string, reasons: readonly string[]): void =>
  refuse(within(place, 'rejected'), {
    code: 'L040',
    what: `'${reason}' is not a reason of this team.`,
    mend: meantOr(reason, reasons),
  });

function reasonsOf({ draft: { words } }: Place, team: string): readonly string[] {
  const side = words.teams.get(team)?.owner ?? 'sales';
  return [...words.reasons]
    .filter(([, { of }]) => of === undefined || of === side)
    .map(([reason]) => reason);
}
