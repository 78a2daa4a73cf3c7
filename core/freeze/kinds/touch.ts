import type { TouchStep } from '../../frozen.ts';
import { refuse, within } from '../draft.ts';
import { ownerOf } from '../entrance.ts';
import type { Fields } from '../fields.ts';
import { fillIn } from '../fill.ts';
import { nameIn } from '../names.ts';
import { ruleIn } from '../rule.ts';
import type { Kind, Place } from './kind.ts';

export const touch: Kind = {
  words: {
    known: ['mindset', 'mail', 'name', 'fill', 'when', 'topic', 'from', 'ifUnsure'],
    notYet: {
      during: 'Leave it out: the mail goes when it is due.',
      uselessAfter: 'Leave it out: the mail goes when it is due.',
    },
  },
  name: ({ mail }) => (typeof mail === 'string' ? mail.replaceAll('/', '-') : mail), // a step's name is part of keys
  freeze(said, place) {
    onlyOurs(place);
    const mail = nameIn(place, said['mail'], 'mail');
    const mindset = said['mindset'] === 'convert' ? 'convert' : 'educate';
    const fill = fillIn(place, mail, said['fill']);
    return {
      kind: 'touch',
      mindset,
      mail,
      next: place.next,
      ...(Object.keys(fill).length > 0 && { fill }),
      ...(said['when'] !== undefined && { when: ruleIn(within(place, 'when'), said['when']) }),
      ...topicIn(said, place, mindset),
      ...(said['from'] !== undefined && {
        from: nameIn(within(place, 'from'), said['from'], 'sender'),
      }),
      ...unsureIn(said, place),
    };
  },
};

function onlyOurs(place: Place): void {
  const owner = ownerOf(place, place.stage);
  if (owner === undefined || owner === 'marketing') return;
  refuse(place, {
    code: 'J104',
    what: `${place.stage} is of ${owner}, and marketing speaks in it.`,
    mend: `Put the mail on the shelf of its assist: there ${owner} may ask for it.`,
  });
}

function topicIn(said: Fields, place: Place, mindset: string): Pick<TouchStep, 'topic'> {
  const { draft } = place;
  const topic =
    said['topic'] === undefined
      ? undefined
      : nameIn(within(place, 'topic'), said['topic'], 'topic');
  const about = String(topic ?? draft.topic);
  if (mindset === 'convert' && draft.words.topics.get(about)?.service === true) {
    refuse(place, {
      code: 'J107',
      what: `The topic '${about}' is for service only, and this mail asks for something.`,
      mend: 'Name another topic, or say educate.',
    });
  }
  return topic === undefined ? {} : { topic };
}

function unsureIn(said: Fields, place: Place): Pick<TouchStep, 'ifUnsure'> {
  const ifUnsure = said['ifUnsure'];
  if (ifUnsure === undefined) return {};
  if (ifUnsure === 'hold' || ifUnsure === 'resend') return { ifUnsure };
  const mend = "Say 'hold' or 'resend', or leave it out.";
  refuse(within(place, 'ifUnsure'), { code: 'L000', what: 'That is no way to be sure.', mend });
  return {};
}
