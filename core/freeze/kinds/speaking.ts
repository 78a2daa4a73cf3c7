import type { Mindset, TouchStep } from '../../frozen.ts';
import { refuse, within } from '../draft.ts';
import { ownerOf } from '../entrance.ts';
import type { Fields } from '../fields.ts';
import { nameIn } from '../names.ts';
import type { Place } from './kind.ts';

/** What every word that speaks may say: about what, in whose name, when of the day, and what to do if nobody knows whether it left. */
export const speakingWords = ['topic', 'from', 'during', 'ifUnsure'] as const;

type Speaking = Pick<TouchStep, 'topic' | 'from' | 'during' | 'ifUnsure'> &
  Readonly<{ mindset: Mindset }>;

/** That it speaks in a stage of marketing's, in which of the two mindsets, and what else it says of how. */
export function speakingIn(said: Fields, place: Place): Speaking {
  onlyOurs(place);
  const mindset = said['mindset'] === 'convert' ? 'convert' : 'educate';
  return {
    mindset,
    ...topicIn(said, place, mindset),
    ...(said['from'] !== undefined && {
      from: nameIn(within(place, 'from'), said['from'], 'sender'),
    }),
    ...(said['during'] !== undefined && {
      during: nameIn(within(place, 'during'), said['during'], 'window'),
    }),
    ...unsureIn(said, place),
  };
}

function onlyOurs(place: Place): void {
  const owner = ownerOf(place, place.stage);
  if (owner === undefined || owner === 'marketing') return;
  refuse(place, {
    code: 'J104',
    what: `${place.stage} is of ${owner}, and marketing speaks in it.`,
    mend: `Put the mail on the shelf of its assist: there ${owner} may ask for it.`,
  });
}

function topicIn(said: Fields, place: Place, mindset: Mindset): Pick<TouchStep, 'topic'> {
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
