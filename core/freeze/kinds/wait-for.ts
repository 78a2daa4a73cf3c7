import { within } from '../draft.ts';
import { lengthIn } from '../length.ts';
import { ruleIn } from '../rule.ts';
import type { Kind } from './kind.ts';

export const waitFor: Kind = {
  words: { known: ['id', 'condition', 'atMost', 'met', 'late'] },
  name: (said) => said['id'],
  freeze: (said, place) => ({
    kind: 'waitFor',
    for: ruleIn(within(place, 'condition'), said['condition']),
    atMost: lengthIn(within(place, 'atMost'), said['atMost']),
    met: place.arm('met', said['met']),
    late: place.arm('late', said['late']),
  }),
};
