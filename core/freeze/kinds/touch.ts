import type { Time } from '../../frozen.ts';
import { within } from '../draft.ts';
import type { Fields } from '../fields.ts';
import { fillIn } from '../fill.ts';
import { momentOf, timeIn } from '../moment.ts';
import { nameIn } from '../names.ts';
import { ruleIn } from '../rule.ts';
import type { Kind, Place } from './kind.ts';
import { speakingIn, speakingWords } from './speaking.ts';

export const touch: Kind = {
  words: ['mindset', 'mail', 'name', 'fill', 'when', ...speakingWords, 'uselessAfter'],
  name: ({ mail }) => (typeof mail === 'string' ? mail.replaceAll('/', '-') : mail), // a step's name is part of keys
  freeze(said, place) {
    const mail = nameIn(place, said['mail'], 'mail');
    const fill = fillIn(place, mail, said['fill']);
    const uselessAfter = uselessAfterIn(said, place);
    const { mindset, ...how } = speakingIn(said, place);
    return {
      kind: 'touch',
      mindset,
      mail,
      next: place.next,
      ...(Object.keys(fill).length > 0 && { fill }),
      ...(said['when'] !== undefined && { when: ruleIn(within(place, 'when'), said['when']) }),
      ...how,
      ...(uselessAfter !== undefined && { uselessAfter }),
    };
  },
};

/** What it says itself, or the next mark on the date that it waited for. */
function uselessAfterIn(said: Fields, place: Place): Time | undefined {
  if (said['uselessAfter'] !== undefined)
    return timeIn(within(place, 'uselessAfter'), said['uselessAfter']);
  return place.lateAt && momentOf(place, place.lateAt);
}
