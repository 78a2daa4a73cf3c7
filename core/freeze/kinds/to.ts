import { refuse } from '../draft.ts';
import { entranceOf, ownerOf } from '../entrance.ts';
import type { Kind } from './kind.ts';

export const to: Kind = {
  words: ['stage'],
  name: (said) => `to-${String(said['stage'])}`,
  shared: true,
  freeze(said, place) {
    const owner = ownerOf(place, said['stage']);
    if (owner !== undefined && owner !== 'marketing') {
      refuse(place, {
        code: 'J105',
        what: `'${String(said['stage'])}' is not marketing's: only an accepted offer leads there.`,
        mend: `Say accepted: into('${String(said['stage'])}') in an offerTo(…).`,
      });
    }
    return { kind: 'to', next: entranceOf(place, said['stage']) };
  },
};
