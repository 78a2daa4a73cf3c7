import { refuse, within } from '../draft.ts';
import { ownerOf } from '../entrance.ts';
import { lengthIn } from '../length.ts';
import { nameIn } from '../names.ts';
import { textIn } from '../text.ts';
import type { Kind, Place } from './kind.ts';

export const task: Kind = {
  words: ['id', 'for', 'ask', 'within'],
  name: (said) => said['id'],
  freeze: (said, place) => ({
    kind: 'task',
    for: whoIn(place, said['for']),
    ask: textIn(within(place, 'ask'), said['ask']),
    within: lengthIn(within(place, 'within'), said['within']),
    next: place.next,
  }),
};

/** A team, or whoever accepted them: of people with marketing nobody has yet. */
function whoIn(place: Place, who: unknown): string {
  const spot = within(place, 'for');
  if (who !== 'owner') return nameIn(spot, who, 'team');
  if (ownerOf(place, place.stage) === 'marketing') {
    refuse(spot, {
      code: 'J104',
      what: `${place.stage} is marketing's: nobody has accepted them, so they have no owner to ask.`,
      mend: 'Name a team, or put the task into a stage of sales or success.',
    });
  }
  return who;
}
