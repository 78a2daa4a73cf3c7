import { within } from '../draft.ts';
import { timeIn } from '../moment.ts';
import { ruleIn } from '../rule.ts';
import type { Kind } from './kind.ts';

export const waitFor: Kind = {
  words: ['id', 'condition', 'atMost', 'met', 'late'],
  name: (said) => said['id'],
  freeze: (said, place) => ({
    kind: 'waitFor',
    for: ruleIn(within(place, 'condition'), said['condition']),
    atMost: timeIn(within(place, 'atMost'), said['atMost']),
    met: place.arm('met', said['met']),
    late: place.arm('late', said['late']),
  }),
};
