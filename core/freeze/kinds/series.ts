import { countIn } from '../count.ts';
import { within } from '../draft.ts';
import type { Fields } from '../fields.ts';
import type { Rule } from '../../fact.ts';
import { lengthIn } from '../length.ts';
import { isMoment, momentIn } from '../moment.ts';
import { nameIn } from '../names.ts';
import { ruleIn } from '../rule.ts';
import type { Kind, Place } from './kind.ts';
import { speakingIn, speakingWords } from './speaking.ts';

export const series: Kind = {
  words: ['mindset', 'folder', 'name', 'every', 'until', 'atMost', ...speakingWords],
  name: (said) => said['folder'],
  freeze(said, place) {
    const until = untilIn(said, place);
    return {
      kind: 'series',
      folder: nameIn(place, said['folder'], 'series'),
      next: place.next,
      ...speakingIn(said, place),
      every: lengthIn(within(place, 'every'), said['every']),
      ...(until !== undefined && { until }),
      ...(said['atMost'] !== undefined && {
        atMost: countIn(within(place, 'atMost'), said['atMost']),
      }),
    };
  },
};

/** A date is true from its instant on, so its sentence is a condition like any other. */
function untilIn(said: Fields, place: Place): Rule | undefined {
  const spot = within(place, 'until');
  if (said['until'] === undefined) return undefined;
  return isMoment(said['until'])
    ? momentIn(spot, said['until']).moment
    : ruleIn(spot, said['until']);
}
