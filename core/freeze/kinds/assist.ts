import type { AssistStep } from '../../frozen.ts';
import { refuse, within } from '../draft.ts';
import { ownerOf } from '../entrance.ts';
import { exitTo } from '../exit.ts';
import { type Fields, isFields, onlyWords } from '../fields.ts';
import { lengthIn } from '../length.ts';
import { nameIn } from '../names.ts';
import type { Kind, Place } from './kind.ts';
import { tracksIn } from './reasons.ts';
import { wayIn } from './way.ts';

export const assist: Kind = {
  words: ['name', 'shelf', 'won', 'lost', 'returned', 'quiet'],
  name: () => 'assist',
  freeze(said, place) {
    onlyTheirs(place);
    return {
      kind: 'assist',
      shelf: shelfIn(place, said['shelf']),
      won: said['won'] === undefined ? exitTo(place, 'won') : wayIn(place, 'won', said['won']),
      lost: lostIn(place, said['lost']),
      returned: wayIn(place, 'returned', said['returned']),
      quiet: quietIn(place, said['quiet']),
    };
  },
};

function onlyTheirs(place: Place): void {
  if (ownerOf(place, place.stage) !== 'marketing') return;
  refuse(place, {
    code: 'J104',
    what: `${place.stage} is marketing's: there is nobody to assist.`,
    mend: 'Put the assist into a stage of sales or success.',
  });
}

/** Mails that need nothing filled in: a rep only names them. */
function shelfIn(place: Place, shelf: unknown): Record<string, string> {
  const entries = Object.entries(isFields(shelf) ? shelf : {});
  for (const [name, mail] of entries) mailIn(place, name, mail);
  return Object.fromEntries(entries.map(([name, mail]) => [name, String(mail)]));
}

function mailIn(place: Place, name: string, said: unknown): void {
  const spot = within(place, 'shelf', name);
  const slots = Object.keys(place.draft.words.mails?.get(nameIn(spot, said, 'mail')) ?? {});
  if (slots.length === 0) return;
  refuse(spot, {
    code: 'L021',
    what: `Nobody fills ${slots.map((slot) => `'${slot}'`).join(', ')} of a mail on a shelf.`,
    mend: 'Put a mail there that has no slots.',
  });
}

/** One way for all, or one for each reason that whoever owns the stage may give. */
function lostIn(place: Place, lost: unknown): AssistStep['lost'] {
  if (!isFields(lost) || 'kind' in lost) return wayIn(place, 'lost', lost);
  const side = ownerOf(place, place.stage) ?? 'sales';
  return tracksIn(place, { label: 'lost', side, ways: lost });
}

function quietIn(place: Place, said: unknown): AssistStep['quiet'] {
  const quiet: Fields = isFields(said) ? said : {};
  onlyWords(within(place, 'quiet'), quiet, ['after', 'then']);
  return {
    after: lengthIn(within(place, 'quiet', 'after'), quiet['after']),
    next: wayIn(place, 'quiet', quiet['then']),
  };
}
