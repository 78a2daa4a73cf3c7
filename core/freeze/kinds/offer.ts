import type { Owner, StepId } from '../../frozen.ts';
import { NOWHERE, refuse, within } from '../draft.ts';
import { entranceOf, ownerOf } from '../entrance.ts';
import { isFields, spell } from '../fields.ts';
import { lengthIn } from '../length.ts';
import { nameIn } from '../names.ts';
import { ruleIn } from '../rule.ts';
import { textIn } from '../text.ts';
import type { Kind, Place } from './kind.ts';
import { tracksIn } from './reasons.ts';
import { wayIn } from './way.ts';

export const offer: Kind = {
  words: ['team', 'name', 'because', 'suggest', 'answerIn', 'accepted', 'unworked', 'rejected'],
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
      rejected: tracksIn(place, {
        label: 'rejected',
        side: sideOf(place, team),
        ways: isFields(said['rejected']) ? said['rejected'] : {},
      }),
    };
  },
};

const sideOf = ({ draft }: Place, team: string): Owner =>
  draft.words.teams.get(team)?.owner ?? 'sales';

/** Into a stage of the team's own side: the one way across. */
function crossingIn(place: Place, team: string, accepted: unknown): StepId {
  const spot = within(place, 'accepted');
  const side = sideOf(place, team);
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
